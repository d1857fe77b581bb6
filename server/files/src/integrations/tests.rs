//! What is read of files, whatever their format.

use delibero_usecases::directory::{FileProblem, FileRow};
use rust_xlsxwriter::{ExcelDateTime, Workbook};

use super::{Batch, check_head, read};

fn rows(bytes: &[u8]) -> Result<Vec<FileRow>, FileProblem> {
    let (sender, mut batches) = tokio::sync::mpsc::channel::<Batch>(1000);
    read(std::io::Cursor::new(bytes.to_vec()), &sender)?;
    drop(sender);
    let mut all = Vec::new();
    while let Some(batch) = batches.blocking_recv() {
        all.extend(batch.rows);
    }
    Ok(all)
}

fn row(line: u64, cells: [&str; 5]) -> FileRow {
    let [niss, quality_code, from, until, file_number] = cells.map(str::to_owned);
    FileRow { line, niss, quality_code, from, until, file_number, misshapen: false }
}

#[test]
fn a_csv_is_read_whatever_its_separator_order_of_columns_and_language() {
    let expected =
        vec![row(2, ["85.07.30-999.32", "2", "2025-06-01", "", "D1"]), row(4, ["", "3", "01.06.2025", "", ""])];
    for text in [
        "\u{feff}niss;quality_code;from;until;file_number\r\n85.07.30-999.32;2;2025-06-01;;D1\r\n;;;;\r\n;3;01.06.2025;;\r\n",
        "Dossier,Code qualité,NISS,du,au\nD1,2,85.07.30-999.32,2025-06-01,\n,,,,\n,3,,01.06.2025\n",
        "INSZ\tHoedanigheidscode\tvan\tdossiernummer\n85.07.30-999.32\t2\t2025-06-01\tD1\n\t\t\t\n\t3\t01.06.2025\t\n",
    ] {
        let read = rows(text.as_bytes()).expect("rows");
        assert!(read == expected, "{text}");
    }
}

#[test]
fn ndjson_and_workbooks_say_the_same() {
    let text = "{\"niss\": \"85.07.30-999.32\", \"quality_code\": 2, \"from\": \"2025-06-01\", \"until\": null}\n\n";
    assert!(rows(text.as_bytes()).expect("rows") == [row(1, ["85.07.30-999.32", "2", "2025-06-01", "", ""])]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(["niss", "quality_code", "from", "until"]) {
        sheet.write_string(0, column, head).expect("a head");
    }
    // A spreadsheet takes the zero at the beginning of a number away.
    sheet.write_number(1, 0, 1_021_599_970_f64).expect("a number");
    sheet.write_number(1, 1, 2).expect("a number");
    let day = ExcelDateTime::from_ymd(2025, 6, 1).expect("a day");
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_datetime_with_format(1, 2, &day, &format).expect("a day");
    let bytes = book.save_to_buffer().expect("a workbook");
    assert!(rows(&bytes).expect("rows") == [row(2, ["01021599970", "2", "2025-06-01", "", ""])]);
}

#[test]
fn wrong_columns_and_broken_files_are_told() {
    let unknown = FileProblem::UnknownColumn("prénom".to_owned());
    let missing = FileProblem::MissingColumn("quality_code".to_owned());
    let wide: Vec<u8> = "niss;quality_code;from\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, problem) in [
        (&b""[..], FileProblem::Empty),
        ("niss;prénom;from\n".as_bytes(), unknown),
        (b"niss;from\n85073099932;2025-06-01\n", missing),
        (b"niss;insz;quality_code;from\n", FileProblem::ColumnTwice("niss".to_owned())),
        (b"niss;quality_code;from\n85073099932;2;\xe9\n", FileProblem::NotUtf8),
        (&wide, FileProblem::NotUtf8),
        (b"\xff\xfen\0i\0s\0s\0", FileProblem::NotUtf8),
        (b"{\"niss\": 1\n", FileProblem::Broken(1)),
        (b"[{\"niss\": 1}]\n", FileProblem::Broken(1)),
        (b"PK\x03\x04 no zip", FileProblem::NotAWorkbook),
        (&crate::unpacked::bomb(), FileProblem::Unfolds),
    ] {
        assert!(rows(bytes).err() == Some(problem.clone()), "{problem:?}");
        let told = check_head(std::io::Cursor::new(bytes.to_vec())).err();
        assert_eq!(told, Some(problem.clone()).filter(|found| !matches!(found, FileProblem::Broken(_))));
    }
    let rejects = std::io::Cursor::new(b"niss;quality_code;from;line;reason\n");
    assert_eq!(check_head(rejects), Ok(()), "a file of refused rows is loaded again");
}

#[test]
fn a_row_that_holds_more_than_the_file_has_columns_is_refused_alone() {
    let misshapen =
        |bytes: &[u8]| -> Vec<bool> { rows(bytes).expect("rows").into_iter().map(|row| row.misshapen).collect() };
    let csv = b"niss;quality_code;from\n85073099932;2;2025-06-01;;\n85073099932;2;2025-06-01;;x\n85073099932;2\n";
    assert_eq!(misshapen(csv), [false, true, false]);
    let ndjson =
        b"{\"niss\":\"1\",\"quality_code\":2,\"from\":\"\"}\n{\"niss\":\"1\"}\n{\"niss\":\"1\",\"name\":\"x\"}\n";
    assert_eq!(misshapen(ndjson), [false, false, true]);
}
