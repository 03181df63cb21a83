//! t
use mendbook::*;
fn main() {
    let files = source::DiskFiles::new(std::env::args().nth(1).unwrap());
    let mut sources = source::Sources::new();
    let t = std::time::Instant::now();
    let (config, mut d) = config::load(&files, &mut sources);
    let config = config.unwrap();
    let (book, e) = parse::parse(&files, &config, &mut sources);
    d.extend(e);
    println!("parse {:?} {}", t.elapsed(), book.entries.len());
    let (resolved, e) = resolve::resolve(book, &config, &sources);
    d.extend(e);
    let (plan, e) = site::plan(&resolved, &config);
    d.extend(e);
    diagnostic::sort(&mut d);
    for x in &d { let p = sources.line_column(x.primary.span); println!("{}:{}:{}: {}[{}] {} {}", sources.path(x.primary.span.file), p.line, p.column, x.severity.name(), x.code, x.message, x.helps.first().map(|h| h.text.as_str()).unwrap_or("")); }
    println!("{} pages {:?}", plan.pages.len(), t.elapsed());
}
