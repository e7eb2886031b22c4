//! The approvals beside a pack, the file of trusted signers, and the gate that both make.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{clock, files};
use crate::audit::approval::{self, Approval, Found, Verification, Worth};
use crate::pack::{self, Pack, Policy};
use crate::render;
use crate::text::Sources;

/// The folder in a pack's folder that holds its approvals.
const FOLDER: &str = "approvals";
/// Approvals of one pack, of all its versions.
const MAX_APPROVALS: usize = 1_000;
/// Names the file of trusted signers where no argument does.
const TRUST: &str = "ANTEROOM_TRUST";

/// Every approval in the folder of a pack in the order of signing, after those that cannot be read.
pub(super) fn found(pack: &Path) -> Result<Vec<Found>, Failure> {
    let folder = pack.join(FOLDER);
    let wrong = |error: io::Error| Failure::file(files::name(&folder), files::why(&error));
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(wrong(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(wrong)?.path();
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
            paths.push(path);
        }
    }
    if paths.len() > MAX_APPROVALS {
        return Err(Failure::file(files::name(&folder), format_args!("more than {MAX_APPROVALS} approvals")));
    }
    let read = |path: PathBuf| {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Found { read: text(&path).and_then(|text| Approval::read(&text)), file }
    };
    Ok(in_order(paths.into_iter().map(read).collect()))
}

/// In the order of signing, after those that cannot be read.
pub(super) fn in_order(mut found: Vec<Found>) -> Vec<Found> {
    let signed_at = |found: &Found| found.read.as_ref().ok().map(|approval| approval.statement.signed_at);
    found.sort_by(|a, b| (signed_at(a), &a.file).cmp(&(signed_at(b), &b.file)));
    found
}

/// The name of the approval at this path of a pack's folder; `None` where it is none.
pub(super) fn name(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?.strip_prefix('/').filter(|name| !name.contains('/'))?;
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")).then_some(name)
}

fn text(path: &Path) -> Result<String, String> {
    let bytes = files::open(path).and_then(|file| files::read(&files::name(path), file));
    files::text(bytes.map_err(|failure| failure.to_string())?, 0)
}

/// Writes an approval beside its pack, under a name that is free: nothing that was signed is overwritten.
pub(super) fn write(pack: &Path, approval: &Approval) -> Result<PathBuf, Failure> {
    const SHOWN: usize = 12;
    let folder = pack.join(FOLDER);
    let statement = &approval.statement;
    let digest = statement.pack.digest.trim_start_matches("sha256:");
    let name = format!("{}-{}", digest.get(..SHOWN).unwrap_or(digest), statement.signer);
    fs::create_dir_all(&folder).map_err(|error| Failure::file(files::name(&folder), files::why(&error)))?;
    for again in 1..=MAX_APPROVALS {
        let name = if again == 1 { format!("{name}.json") } else { format!("{name}-{again}.json") };
        let path = folder.join(name);
        let written = fs::File::create_new(&path)
            .and_then(|mut file| file.write_all(approval.file().as_bytes()).and_then(|()| file.sync_all()));
        match written {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Failure::file(files::name(&path), files::why(&error))),
        }
    }
    Err(Failure::file(files::name(&folder), format_args!("more than {MAX_APPROVALS} approvals")))
}

/// The file of trusted signers: as given, or as the environment names it.
pub(super) fn trust_file(given: Option<&Path>) -> Option<PathBuf> {
    given.map(Path::to_owned).or_else(|| std::env::var_os(TRUST).map(PathBuf::from))
}

/// The policy of a file of trusted signers, which must lie outside the pack.
pub(super) fn trusted(file: &Path, pack: &Path, terminal: &Terminal) -> Result<Policy, Failure> {
    let name = files::name(file);
    let text = text(file).map_err(|why| Failure::file(&name, why.trim_start_matches(&format!("{name}: "))))?;
    if let (Ok(file), Ok(pack)) = (fs::canonicalize(file), fs::canonicalize(pack))
        && file.starts_with(pack)
    {
        let why =
            "it lies inside the pack, and whoever changes the pack can change it: keep the signers you trust elsewhere";
        return Err(Failure::file(name, why));
    }
    let mut sources = Sources::default();
    let id = sources.add(name.clone(), text);
    let (policy, diagnostics) = pack::read_trusted(id, &sources);
    for diagnostic in &diagnostics {
        terminal.draw(diagnostic, &sources);
    }
    policy.ok_or_else(|| Failure::file(name, "it names no signers that can be trusted"))
}

/// Refuses a pack that is not signed today as the trusted signers ask.
pub(super) fn require(
    folder: Option<&Path>,
    pack: &Pack,
    trust: Option<&Path>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let folder = folder.ok_or_else(|| Failure::Refused(unsigned(pack)))?;
    let file = trust_file(trust).ok_or_else(|| {
        Failure::Usage(format!(
            "--require-signed needs to know whom you trust: --trust FILE, or {TRUST}, names a pack.yaml with the signers \
             that you keep outside the pack"
        ))
    })?;
    let policy = trusted(&file, folder, terminal)?;
    let (found, as_of) = (found(folder)?, clock::now()?.day());
    let verification = approval::verify(pack, &found, Some(&policy), as_of);
    if verification.as_ref().is_some_and(Verification::is_active) {
        return Ok(());
    }
    let worth: &[Worth] = verification.as_ref().map_or(&[], |verification| &verification.standing.worth);
    let help = match worth {
        [] => "nobody has signed it: `anteroom approve`",
        all if all.iter().all(|worth| *worth == Worth::OtherDigest) => {
            "it was changed after it was signed: restore the signed version, or have this one signed with `anteroom approve`"
        }
        all if all.iter().any(|worth| matches!(worth, Worth::Expired(_))) => {
            "an approval has expired: have it signed again with `anteroom approve`"
        }
        _ => "have it signed with `anteroom approve`",
    };
    Err(Failure::Refused(format!(
        "{}\nnobody is screened with it; {help}\n`anteroom verify {} --trust {}` says what each approval is worth",
        render::signing::quorum(pack, verification.as_ref()),
        files::name(folder),
        files::name(&file),
    )))
}

/// What is said of the pack that the program carries.
pub(super) fn unsigned(pack: &Pack) -> String {
    format!(
        "{} {}: the pack that anteroom carries is nobody's signed rules. Not active.\ncopy `rules/kap` into a folder of \
         your own, name your signers in its pack.yaml, and have it signed with `anteroom approve`",
        pack.id, pack.version
    )
}
