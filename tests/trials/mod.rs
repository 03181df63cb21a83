//! Tests that need other programs. One whose program is missing is reported as ignored, with the command that installs
//! it; where `CI` is `true` it fails.

use libtest_mimic::{Arguments, Conclusion, Failed, Trial};

/// A program that some tests need.
pub trait Program: Copy + Sync + 'static {
    /// Whether it can be run here.
    fn is_there(self) -> bool;

    /// The command that installs it.
    fn install(self) -> &'static str;
}

/// A test: its name, the programs it needs, and what it does.
pub type Case<P> = (&'static str, &'static [P], fn() -> Result<(), String>);

/// Runs the tests that the command line asks for.
pub fn run<P: Program>(cases: impl IntoIterator<Item = &'static Case<P>>) -> Conclusion {
    let arguments = Arguments::from_args();
    let strict = std::env::var("CI").is_ok_and(|value| value == "true");
    let trials = cases.into_iter().map(|case| trial(case, strict)).collect();
    libtest_mimic::run(&arguments, trials)
}

fn trial<P: Program>((name, programs, check): &'static Case<P>, strict: bool) -> Trial {
    let lacking = programs.iter().find(|program| !program.is_there());
    let shown = match lacking {
        Some(program) if !strict => format!("{name} (needs {})", program.install()),
        _ => (*name).to_owned(),
    };
    let ignored = lacking.is_some() && !strict;
    Trial::test(shown, move || match lacking {
        Some(program) => Err(Failed::from(format!("missing: {}", program.install()))),
        None => check().map_err(Failed::from),
    })
    .with_ignored_flag(ignored)
}
