//! From the crate's parts to a file: what the crate cannot say is put in, and everything is packed the same way each time.

use std::io::{self, Cursor, Write};

use docx_rs::XMLDocx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::controls::{Controls, MARK, escaped};
use super::xml::{Element, Part};

/// The height that stands for "this is a row of heads" until the document is finished. No row is that high.
pub(super) const HEADER_ROW: f32 = 31_999.0;

/// Opens as a file of today: without it Word takes one for a file of 2007, and offers no boxes to tick.
const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/>\
    <w:defaultTabStop w:val=\"567\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
    w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

/// A document before it is packed.
pub(super) struct Package {
    /// The crate's parts.
    pub parts: XMLDocx,
    /// The places to fill in.
    pub controls: Controls,
    /// The document's title.
    pub title: String,
    /// Its language, as BCP 47 has it.
    pub language: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
}

/// The bytes of the file.
///
/// # Errors
///
/// When the crate's markup is none, or nothing can be packed.
pub(super) fn packed(package: Package) -> io::Result<Vec<u8>> {
    let parts = &package.parts;
    let core = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        escaped(&package.title),
        escaped(&package.language)
    );
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), parts.content_type.clone()),
        ("_rels/.rels".to_owned(), parts.rels.clone()),
        ("docProps/app.xml".to_owned(), parts.doc_props.app.clone()),
        ("docProps/core.xml".to_owned(), core.into_bytes()),
        (
            "docProps/custom.xml".to_owned(),
            parts.doc_props.custom.clone(),
        ),
        (
            "word/_rels/document.xml.rels".to_owned(),
            parts.document_rels.clone(),
        ),
        ("word/document.xml".to_owned(), document(&package)?),
        ("word/styles.xml".to_owned(), styles(&package)?),
        ("word/settings.xml".to_owned(), SETTINGS.as_bytes().to_vec()),
        ("word/fontTable.xml".to_owned(), parts.font_table.clone()),
        ("word/comments.xml".to_owned(), parts.comments.clone()),
        (
            "word/commentsExtended.xml".to_owned(),
            parts.comments_extended.clone(),
        ),
        (
            "word/numbering.xml".to_owned(),
            tree(&parts.numberings)?.written(),
        ),
        ("word/footnotes.xml".to_owned(), parts.footnotes.clone()),
    ];
    for (at, footer) in parts.footers.iter().enumerate() {
        files.push((
            format!("word/footer{}.xml", at + 1),
            tree(footer)?.written(),
        ));
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(path, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A part in the standard's order. The numbers of paragraphs are taken out: they serve comments alone, and come from a
/// counter that all documents of a thread share.
fn tree(xml: &[u8]) -> io::Result<Element> {
    let mut tree = Element::read(xml).map_err(io::Error::other)?;
    tree.each(&mut |element| element.forget("w14:paraId"));
    tree.order();
    Ok(tree)
}

/// The text, in which places to fill in are what they are, and rows of heads say so: each page of a table repeats them, and
/// a screen reader reads them.
fn document(package: &Package) -> io::Result<Vec<u8>> {
    let mut document = tree(&package.parts.document)?;
    document.each(&mut |element| match element.name.as_str() {
        "w:sdtPr" => {
            let number = element
                .child("w:alias")
                .and_then(|alias| alias.attribute("w:val")?.strip_prefix(MARK)?.parse().ok());
            element.parts = vec![Part::Text(
                package.controls.xml(number.unwrap_or(usize::MAX)),
            )];
        }
        "w:trHeight" if element.attribute("w:val") == Some(HEADER_ROW.to_string().as_str()) => {
            element.name = "w:tblHeader".to_owned();
            element.attributes.clear();
        }
        _ => {}
    });
    Ok(document.written())
}

fn styles(package: &Package) -> io::Result<Vec<u8>> {
    let mut styles = tree(&package.parts.styles)?;
    let language = escaped(&package.language);
    if let Some(defaults) = styles.child("w:docDefaults") {
        if let Some(run) = defaults
            .child("w:rPrDefault")
            .and_then(|run| run.child("w:rPr"))
        {
            let languages =
                format!("w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"{language}\"");
            run.add("w:lang", &languages);
        }
        if package.right_to_left
            && let Some(paragraph) = defaults
                .child("w:pPrDefault")
                .and_then(|one| one.child("w:pPr"))
        {
            paragraph.add("w:bidi", "");
        }
    }
    // The crate writes the style that others rest on first, and does not say that it is the default.
    if let Some(normal) = styles.child("w:style") {
        normal.attributes.push_str(" w:default=\"1\"");
    }
    styles.order();
    Ok(styles.written())
}
