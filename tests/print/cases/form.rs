//! Fields that are typed into, and answers.

use mendbook::config::Paper;
use mendbook::model::answers::{Answer, Answers};
use mendbook::render::print::{PrintOptions, print_sheet};
use mendbook::source::{Located, Span};

use super::super::book::{guide, printed_with, small, worksheet};
use super::super::tools::{python, words};
use super::{Outcome, check};

pub fn fields() -> Outcome {
    let code = "reader = pypdf.PdfReader(path)
for name, field in reader.get_fields().items():
    print(name, field.get('/FT'), field.get('/TU'), sep='|')
for page in reader.pages:
    if '/Annots' in page: assert page['/Tabs'] == '/S', 'tabs'";
    let listed = python(code, &guide().file("worksheets/trigger-plan-fillable.pdf"))?;
    for line in [
        "level|/Btn|How strong do they get?",
        "person|/Tx|Someone I can ring who is not my partner",
    ] {
        check(listed.contains(line), || {
            format!("no `{line}` in\n{listed}")
        })?;
    }
    for name in [
        "reminders_1_1",
        "reminders_5_3",
        "calm_1",
        "calm_7",
        "urge_3",
        "sort_2",
    ] {
        check(
            listed
                .lines()
                .any(|line| line.starts_with(&format!("{name}|"))),
            || format!("no {name} in\n{listed}"),
        )?;
    }
    let place = |name: &str| listed.lines().position(|line| line.starts_with(name));
    check(
        place("reminders_1_1") < place("level") && place("level") < place("person"),
        || listed.clone(),
    )?;
    for path in guide()
        .pdfs()
        .iter()
        .filter(|path| path.contains("-fillable"))
    {
        let count = python(
            "print(len(pypdf.PdfReader(path).get_fields() or {}))",
            &guide().file(path),
        )?;
        check(count.trim() != "0", || format!("{path} has no fields"))?;
    }
    Ok(())
}

pub fn filling() -> Outcome {
    let code = "writer = pypdf.PdfWriter(clone_from=path)
for page in writer.pages:
    writer.update_page_form_field_values(page, {'person': 'My sister', 'calm_2': '/Yes', 'level': '/4'}, auto_regenerate=False)
import io
out = io.BytesIO(); writer.write(out)
fields = pypdf.PdfReader(out).get_fields()
# A circle is called what stands beside it.
kids = [kid.get_object() for kid in fields['level']['/Kids']]
picked = [kid['/TU'] for kid in kids if kid['/AS'] == '/4']
print(fields['person']['/V'], fields['calm_2']['/V'], fields['level']['/V'], picked)";
    let said = python(code, &guide().file("worksheets/trigger-plan-fillable.pdf"))?;
    let wanted = "My sister /Yes /4 ['How strong do they get?: 4']";
    check(said.trim() == wanted, || said.clone())
}

pub fn one_field() -> Outcome {
    let code = "fields = pypdf.PdfReader(path).get_fields()
print(len(fields['person']['/Kids']), fields['contact']['/FT'], fields['person']['/TU'])";
    let said = python(
        code,
        &guide().file("agreements/contact-and-digital-limits-fillable.pdf"),
    )?;
    check(said.trim() == "4 /Btn The person, by initials", || {
        said.clone()
    })
}

pub fn form_structure() -> Outcome {
    let code = "reader = pypdf.PdfReader(path)
root = reader.trailer['/Root']
found = 0
def walk(node):
    global found
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for kid in node: walk(kid)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        assert node.get('/S') != '/Link', 'a link is left'
        found += node.get('/S') == '/Form'
        if '/K' in node: walk(node.raw_get('/K'))
walk(root['/StructTreeRoot'].raw_get('/K'))
widgets = sum(len(page.get('/Annots', [])) for page in reader.pages)
assert all('/StructParent' in a.get_object() for page in reader.pages for a in page.get('/Annots', []))
print(found == widgets and widgets > 0, found, widgets, root['/MarkInfo']['/Marked'])";
    for path in [
        "worksheets/trigger-plan-fillable.pdf",
        "agreements/money-agreement-fillable.pdf",
    ] {
        let said = python(code, &guide().file(path))?;
        check(said.starts_with("True"), || format!("{path}: {said}"))?;
    }
    Ok(())
}
pub fn answers() -> Outcome {
    let fields = "      - {type: lines, id: a, label: A}\n      - {type: checklist, id: b, label: B, options: [one, two]}\n      - {type: table, id: t, label: T, columns: [X, Y], blank_rows: 2}\n      - {type: stem, id: s, label: S, text: 'When ___ then ___.'}\n      - {type: line, id: s-2, label: Like a gap}\n      - {type: line, id: l, label: L}\n";
    let book = small(
        "",
        &[("content/worksheets/test-sheet.yaml", &worksheet("", fields))],
    );
    let span = Span::start_of(Span::default_file());
    let written = |words: &str| Answer::Words(Located::new(words.into(), span));
    let long = format!("Beginning {} ending", "and so on ".repeat(5000));
    // On a line of its own it needs pages too, and must not be cut there.
    let line = format!("Opening {} closing", "and so on ".repeat(600));
    let mut answers = Answers::new();
    for (place, text) in [
        ("a", long.as_str()),
        ("l", line.as_str()),
        ("b", "two"),
        ("t_2_1", "in the cell"),
        ("s_2", "in the gap"),
        ("s-2", "beside it"),
    ] {
        answers.put(place, written(text));
    }
    let (_folder, file) = printed_with(&book, |plan, theme, sources| {
        let index = plan.book.find("test-sheet").unwrap();
        print_sheet(
            plan,
            theme,
            sources,
            index,
            PrintOptions::new(Paper::A4),
            &answers,
        )
    });
    let (words, pages) = words(&file)?;
    let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let text = text.join(" ");
    check(pages.len() > 10, || format!("{} pages", pages.len()))?;
    for words in [
        "Beginning and so on",
        "ending",
        "in the cell",
        "then in the gap",
        "Like a gap beside it",
        "Opening and so on",
        "closing",
    ] {
        check(text.contains(words), || format!("`{words}` is missing"))?;
    }
    let so = words.iter().filter(|word| word.text == "so").count();
    check(so == 5600, || format!("{so} of 5600"))?;
    let low = words.iter().find(|word| word.place[3] > pages[0][1] - 25.0);
    check(low.is_none(), || format!("{low:?} is cut off"))
}
