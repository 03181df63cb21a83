//! Stand-in until the command line arrives.
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let dir = args.iter().position(|a| a == "-d").map(|i| args[i + 1].clone()).unwrap_or("book".into());
    let root = args.get(2).filter(|a| !a.starts_with('-')).cloned().unwrap_or(".".into());
    let t = std::time::Instant::now();
    let c = mendbook::pipeline::compile(&mendbook::source::DiskFiles::new(root), &mendbook::pipeline::Options { today: mendbook::model::date::Date::today(), publish: false });
    eprint!("{}", mendbook::diagnostic::render::render(&c.diagnostics, &c.sources, mendbook::diagnostic::render::Format::Short, mendbook::diagnostic::render::Style::default()));
    eprintln!("{} {:?}", mendbook::diagnostic::render::summary(&c.diagnostics), t.elapsed());
    for (p, b) in c.output.iter() { let p = std::path::Path::new(&dir).join(p); std::fs::create_dir_all(p.parent().unwrap()).unwrap(); std::fs::write(p, b).unwrap(); }
}
