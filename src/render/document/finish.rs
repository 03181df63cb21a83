//! From the crate's parts to a file: what the crate cannot say is put in, and everything is packed the same way each time.
//!
//! The marks that are looked for are markup, and an author's words never are: `<` in them is written `&lt;`.

use std::io::{Cursor, Write};

use docx_rs::XMLDocx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::controls::{Controls, MARK, escaped};

/// The height that stands for "this is a row of heads" until the document is finished. No row is that high.
pub(super) const HEADER_ROW: f32 = 31_999.0;

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
}

/// The bytes of the file.
pub(super) fn packed(package: Package) -> zip::result::ZipResult<Vec<u8>> {
    let Package {
        parts,
        controls,
        title,
        language,
    } = package;
    let language = escaped(&language);
    let document = heads(&fields(&without_ids(&utf8(&parts.document)), &controls));
    let styles = utf8(&parts.styles).replacen(
        "</w:rPr></w:rPrDefault>",
        &format!(
            "<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"{language}\" /></w:rPr></w:rPrDefault>"
        ),
        1,
    );
    // Without this Word opens the file as one of 2007, and offers no boxes to tick.
    let settings = utf8(&parts.settings).replacen(
        "</w:settings>",
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\" /></w:compat></w:settings>",
        1,
    );
    let core = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{language}</dc:language>\
         </cp:coreProperties>",
        escaped(&title)
    );
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), parts.content_type),
        ("_rels/.rels".to_owned(), parts.rels),
        ("docProps/app.xml".to_owned(), parts.doc_props.app),
        ("docProps/core.xml".to_owned(), core.into_bytes()),
        ("docProps/custom.xml".to_owned(), parts.doc_props.custom),
        (
            "word/_rels/document.xml.rels".to_owned(),
            parts.document_rels,
        ),
        ("word/document.xml".to_owned(), document.into_bytes()),
        ("word/styles.xml".to_owned(), styles.into_bytes()),
        ("word/settings.xml".to_owned(), settings.into_bytes()),
        ("word/fontTable.xml".to_owned(), parts.font_table),
        ("word/comments.xml".to_owned(), parts.comments),
        (
            "word/commentsExtended.xml".to_owned(),
            parts.comments_extended,
        ),
        ("word/numbering.xml".to_owned(), parts.numberings),
        ("word/footnotes.xml".to_owned(), parts.footnotes),
    ];
    for (at, footer) in parts.footers.iter().enumerate() {
        let footer = without_ids(&utf8(footer));
        files.push((format!("word/footer{}.xml", at + 1), footer.into_bytes()));
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

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Takes the numbers of paragraphs out. They serve comments alone, and come from a counter that all documents of a thread
/// share.
fn without_ids(xml: &str) -> String {
    let mut rest = xml;
    let mut out = String::with_capacity(xml.len());
    while let Some(at) = rest.find(" w14:paraId=\"") {
        out.push_str(&rest[..at]);
        let value = &rest[at + " w14:paraId=\"".len()..];
        rest = value.find('"').map_or("", |end| &value[end + 1..]);
    }
    out.push_str(rest);
    out
}

/// Puts each control's properties in the place of its mark.
fn fields(xml: &str, controls: &Controls) -> String {
    let start = format!("<w:alias w:val=\"{MARK}");
    let mut rest = xml;
    let mut out = String::with_capacity(xml.len() * 2);
    while let Some(at) = rest.find(&start) {
        out.push_str(&rest[..at]);
        let value = &rest[at + start.len()..];
        let number = value
            .split('"')
            .next()
            .and_then(|number| number.parse().ok());
        out.push_str(&controls.xml(number.unwrap_or(usize::MAX)));
        rest = value.find("/>").map_or("", |end| &value[end + 2..]);
    }
    out.push_str(rest);
    out
}

/// Says of the rows of heads that they are such, so that each page repeats them and a screen reader reads them.
fn heads(xml: &str) -> String {
    xml.replace(
        &format!("<w:trHeight w:val=\"{HEADER_ROW}\" w:hRule=\"auto\" />"),
        "<w:tblHeader />",
    )
}
