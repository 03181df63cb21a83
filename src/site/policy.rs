//! What a browser may do on the book's pages: one policy, which stands in every page and in the headers for hosts.

use crate::config::Config;

/// The Content-Security-Policy (W3C, level 3) of every page: nothing but the book's own files, no form that sends
/// anything, and no script or style within a page. `'self'` covers a book that is opened from a folder too. Scripts ask for
/// nothing (`connect-src`); tools that look a site over in a browser ask for its robots.txt in their name.
pub fn content_security_policy(config: &Config) -> String {
    let mut policy = String::from(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; ",
    );
    if config.raw_html() {
        // Sound and films can stand in a text only as raw HTML.
        policy.push_str("media-src 'self'; ");
    }
    policy.push_str("base-uri 'none'; form-action 'none'");
    policy
}
