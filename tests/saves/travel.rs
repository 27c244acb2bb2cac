//! Saves as they travel: through editors, mail and chat, under any name, into folders with other things in them.

use super::{lines, run, text, verdict, whole_game};
use not_today::journal::{Decks, JournalError, open, read, shell};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is done to a save on its way: what, how, and whether it opens as it is.
fn journeys(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>, bool)> {
    let returned = String::from_utf8(bytes.to_vec()).expect("it is text").replace('\n', "\r\n").into_bytes();
    let marked = [b"\xEF\xBB\xBF", bytes].concat();
    vec![
        ("CR LF", returned.clone(), false),
        ("a byte order mark", marked, false),
        ("no last line feed", bytes[..bytes.len() - 1].to_vec(), true),
        ("an empty line at the end", [bytes, b"\n"].concat(), false),
        ("empty lines at the end", [returned.as_slice(), b"\r\n\r\n"].concat(), false),
        ("all of it", [b"\xEF\xBB\xBF", &returned[..returned.len() - 2]].concat(), false),
    ]
}

/// What a person is told to type, typed into a shell.
#[cfg(unix)]
fn type_it(folder: &Path, said: &str, from: &str) -> std::process::Output {
    let at = said.find(from).unwrap_or_else(|| panic!("{said}: no {from}"));
    let line = said[at..].lines().next().expect("a line").trim_end_matches('.');
    let line = line.replacen("not-today", env!("CARGO_BIN_EXE_not-today"), 1);
    let mut command = Command::new("bash");
    command.current_dir(folder).args(["-c", &line]).stdin(Stdio::null()).output().expect("there is a shell")
}

#[test]
fn what_travels_is_read_told_and_mended_in_a_copy() {
    let bytes = whole_game(8);
    let all = lines(&bytes) - 2;
    for (what, rewritten, opens) in journeys(&bytes) {
        let folder = tempfile::tempdir().expect("a folder of its own");
        let path = folder.path().join("it's “group 1”.jsonl");
        std::fs::write(&path, &rewritten).expect("the disk has room");
        let record = read(&path).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!((record.entries.len(), &record.damage, record.torn), (all, &None, None), "{what}");
        assert!(!record.travel.is_untouched(), "{what}");
        assert!(!verdict(&rewritten, &mut Decks::default()).holds(), "{what}");
        let plain = path.to_str().expect("it is text");
        for args in [
            &["replay", "--plain", plain][..],
            &["debrief", plain],
            &["lab", "luck", "--plays", "20", plain],
            &["saves", "list", folder.path().to_str().expect("text")],
        ] {
            let output = run(args, "");
            assert_eq!(output.status.code(), Some(0), "{what}: {args:?}: {}", text(&output.stderr));
            let told = text(&output.stdout) + &text(&output.stderr);
            assert!(told.contains("rewritten"), "{what}: {args:?}: {told}");
        }
        match open(&path) {
            Ok(opened) => {
                assert!(opens && opened.notice.is_some(), "{what}");
                drop(opened);
                assert_eq!(std::fs::read(&path).expect("it is there"), bytes, "{what}");
            }
            Err(error) => {
                assert!(!opens && matches!(error, JournalError::Rewritten { .. }), "{what}: {error}");
                assert_eq!(std::fs::read(&path).expect("it is there"), rewritten, "{what}: it was only read");
                #[cfg(unix)]
                {
                    let done = type_it(folder.path(), &error.to_string(), "not-today saves mend");
                    assert_eq!(done.status.code(), Some(0), "{what}: {}", text(&done.stderr));
                    let copy = folder.path().join("it's “group 1”-mended.jsonl");
                    assert_eq!(std::fs::read(&copy).expect("it is there"), bytes, "{what}");
                    let resumed = type_it(folder.path(), &text(&done.stderr), "not-today resume");
                    assert!(!text(&resumed.stderr).contains("No such file"), "{what}");
                    assert!(open(&copy).is_ok(), "{what}");
                }
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn every_refusal_of_a_damaged_save_says_what_can_be_done_and_that_works() {
    let bytes = whole_game(8);
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at).collect();
    let folder = tempfile::tempdir().expect("a folder of its own");
    for line in [0, 1, 2, 5, ends.len() - 1] {
        let path = folder.path().join(format!("damaged in {line}.jsonl"));
        let mut changed = bytes.clone();
        changed[ends[line] - 80] ^= 1;
        std::fs::write(&path, &changed).expect("the disk has room");
        let plain = path.to_str().expect("it is text");
        let refused: [&[&str]; 4] = [
            &["resume", "--plain", plain],
            &["replay", "--plain", plain],
            &["replay", plain],
            &["saves", "verify", plain],
        ];
        for args in refused {
            let output = run(args, "");
            let said = text(&output.stdout) + &text(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
            if line < 2 {
                assert!(!said.contains("not-today replay") && !said.contains("saves mend"), "{args:?}: {said}");
                continue;
            }
            if args[0] != "resume" {
                assert!(said.contains("saves mend"), "{args:?}: {said}");
                continue;
            }
            let looked = type_it(folder.path(), &said.replace(" — ", "\n"), "not-today replay");
            assert!(!looked.stdout.is_empty(), "{said}");
            let done = type_it(folder.path(), &said, "not-today saves mend");
            assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
            let copy = folder.path().join(format!("damaged in {line}-mended.jsonl"));
            assert_eq!(read(&copy).expect("it opens").entries.len(), line - 2);
            assert!(open(&copy).is_ok());
        }
        // Asked again, another name is told.
        if line >= 2 {
            let said = open(&path).expect_err("it is damaged").to_string();
            assert!(said.contains("-mended-2.jsonl"), "{said}");
        }
    }
}

#[test]
fn a_save_without_an_ending_is_listed_and_other_files_are_not() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("the disk has room");
    put("group1", &whole_game(8));
    put("group2.txt", &[b"\xEF\xBB\xBF", whole_game(9).as_slice()].concat());
    put("letter", b"Dear colleagues");
    put("empty", b"");
    put("game.jsonl.marks", b"{\"game\":\"x\"}\n");
    let output = run(&["saves", "list", folder.path().to_str().expect("text")], "");
    let (told, other) = (text(&output.stdout), text(&output.stderr));
    assert!(told.contains("group1") && told.contains("group2.txt"), "{told}");
    assert!(!told.contains("letter") && !told.contains("empty") && other.is_empty(), "{told}{other}");
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_socket_among_the_saves_holds_nobody_up() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let dir = folder.path().to_str().expect("text");
    std::fs::write(folder.path().join("a.jsonl"), whole_game(8)).expect("the disk has room");
    let pipe = folder.path().join("pipe.jsonl");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("every Unix has it").success());
    let marks = folder.path().join("a.jsonl.marks");
    assert!(Command::new("mkfifo").arg(&marks).status().expect("every Unix has it").success());
    let socket = folder.path().join("socket.jsonl");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("it is made");
    let output = run(&["saves", "list", dir], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("a.jsonl"));
    for file in [&pipe, &socket] {
        let file = file.to_str().expect("text");
        let commands: [&[&str]; 7] = [
            &["resume", "--plain", file],
            &["replay", "--plain", file],
            &["debrief", file],
            &["lab", "luck", file],
            &["saves", "verify", file],
            &["saves", "branch", file, "--turn", "1", "--out", "/dev/null/x"],
            &["saves", "mend", file, "--out", "/dev/null/x"],
        ];
        for args in commands {
            let output = run(args, "");
            let said = text(&output.stdout) + &text(&output.stderr);
            assert!(output.status.code() == Some(1) && said.contains("not a plain file"), "{args:?}: {said}");
        }
    }
    // The list on screen leaves them out.
    let recent = |folder: &Path| {
        let files = not_today::journal::files(folder).expect("it can be read");
        files.into_iter().filter(|file| file.is_file()).collect::<Vec<PathBuf>>()
    };
    assert_eq!(recent(folder.path()), [folder.path().join("a.jsonl")]);
}

#[cfg(unix)]
#[test]
fn a_name_is_written_so_that_a_shell_takes_it_back() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let names: [&[u8]; 12] = [
        b"plain.jsonl",
        b"two words.jsonl",
        b"it's.jsonl",
        b"-rf",
        b"$HOME `id` \"x\" !! \\ * ?",
        b"a\nb",
        b"\x1b]0;gone\x07",
        b"caf\xc3\xa9 \xe5\x8f\xb0",
        b"\xff\xfe",
        b"~",
        b"'\x01'\\",
        "\u{202e}lnosj".as_bytes(),
    ];
    for name in names {
        let path = Path::new(OsStr::from_bytes(name));
        let word = shell(path);
        assert!(!word.chars().any(char::is_control), "{word:?}");
        let output =
            Command::new("bash").args(["-c", &format!("printf %s {word}")]).output().expect("there is a shell");
        let back = output.stdout.strip_prefix(b"./").unwrap_or(&output.stdout);
        assert_eq!(back, name, "{word}");
    }
}
