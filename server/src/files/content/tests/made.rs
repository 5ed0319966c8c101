//! Files made for the tests, as small as their kinds allow.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::files::ole;

/// A zip file of the given entries, in order; `flags` go to each.
pub(super) fn zip_of(entries: &[(&str, &[u8])], flags: u16, deflate: bool) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let stored = !deflate || *name == "mimetype";
        let packed = if stored {
            bytes.to_vec()
        } else {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        let offset = file.len() as u32;
        let mut common = Vec::new();
        for short in [20, flags, if stored { 0 } else { 8 }, 0, 0] {
            common.extend(u16::to_le_bytes(short));
        }
        for long in [0, packed.len() as u32, bytes.len() as u32] {
            common.extend(long.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = file.len() as u32;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([entries.len() as u16; 2].map(u16::to_le_bytes).concat());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0, 0]);
    file
}

pub(super) fn types(main: &str, more: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"/main.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.{main}.main+xml\"/>{more}</Types>"
    )
    .into_bytes()
}

pub(super) fn office(main: &str) -> Vec<u8> {
    zip_of(
        &[
            ("[Content_Types].xml", &types(main, "")),
            ("main.xml", b"<doc/>"),
        ],
        0,
        true,
    )
}

pub(super) fn opendocument(kind: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    let mut entries: Vec<(&str, &[u8])> =
        vec![("mimetype", kind.as_bytes()), ("content.xml", b"<office/>")];
    entries.extend(more);
    zip_of(&entries, 0, true)
}

/// A compound file whose directory, the second sector, holds these names.
pub(super) fn compound(names: &[&str]) -> Vec<u8> {
    let mut header = vec![0u8; 512];
    header[..8].copy_from_slice(&ole::MAGIC);
    header[30] = 9;
    header[48..52].copy_from_slice(&1u32.to_le_bytes());
    let mut table = vec![0xffu8; 512];
    table[4..8].copy_from_slice(&0xffff_fffeu32.to_le_bytes());
    let mut directory = Vec::new();
    for name in ["Root Entry"].iter().chain(names) {
        let mut entry = vec![0u8; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = units.len() as u8 + 2;
        entry[66] = 2;
        directory.extend(entry);
    }
    directory.resize(512, 0);
    [header, table, directory].concat()
}

pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(width.to_be_bytes());
    png.extend(height.to_be_bytes());
    png.extend(b"\x08\0\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82");
    png
}
