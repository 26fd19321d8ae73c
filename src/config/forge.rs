//! The web address of a repository, from the address that git fetches it from.
//!
//! Of well-known forges alone: of another machine nobody knows whether it answers on the web, and how.

/// Forges by their names; and every machine that is called `gitlab`.
const FORGES: [&str; 4] = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"];

/// `https://HOST/OWNER/NAME` for an address of a forge; never with the user or the password that may stand in it.
pub(crate) fn forge_address(remote: &str) -> Option<String> {
    let remote = remote.trim();
    let (before, path) = match remote.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.split_once('/')?,
        Some(_) => return None,
        // As ssh writes it: `git@github.com:owner/name.git`.
        None => remote.split_once(':').filter(|(before, _)| !before.contains('/'))?,
    };
    let machine = before.rsplit_once('@').map_or(before, |(_, machine)| machine);
    let host = machine.split(':').next().unwrap_or(machine).to_lowercase();
    let has_port = machine.contains(':') && !remote.starts_with("ssh:");
    if has_port || !(FORGES.contains(&host.as_str()) || host.starts_with("gitlab.")) {
        return None;
    }
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let is_name = |name: &str| {
        let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "-_.~".contains(sign);
        !name.is_empty() && name != "." && name != ".." && name.chars().all(is_plain)
    };
    let is_project = path.contains('/') && path.split('/').all(is_name);
    is_project.then(|| format!("https://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(remote: &str, expect: &str) {
        assert_eq!(forge_address(remote).unwrap_or_default(), expect, "{remote}");
    }

    #[test]
    fn addresses_of_forges_lead_to_their_pages() {
        check("https://github.com/ana/sheets.git", "https://github.com/ana/sheets");
        check("git@github.com:ana/sheets.git", "https://github.com/ana/sheets");
        check("ssh://git@codeberg.org:22/ana/sheets", "https://codeberg.org/ana/sheets");
        check("git@bitbucket.org:ana/sheets.git", "https://bitbucket.org/ana/sheets");
        check("https://GitLab.com/team/group/sheets/", "https://gitlab.com/team/group/sheets");
        check("git@gitlab.example.com:team/sheets.git", "https://gitlab.example.com/team/sheets");
    }

    #[test]
    fn who_fetches_is_never_told() {
        check("https://x-access-token:secret@github.com/ana/sheets", "https://github.com/ana/sheets");
        check("https://ana@gitlab.com/ana/sheets.git", "https://gitlab.com/ana/sheets");
    }

    #[test]
    fn an_address_of_anything_else_is_none() {
        for remote in [
            "",
            "/srv/git/sheets.git",
            "../sheets",
            "C:\\sheets",
            "file:///srv/sheets",
            "git@example.com:ana/sheets.git",
            "https://github.com.example.com/ana/sheets",
            "https://gitlab.com:8443/ana/sheets",
            "https://github.com/sheets",
            "https://github.com/ana/../sheets",
            "https://github.com/ana/sh eets",
            "https://github.com/ana/sheets?x",
        ] {
            check(remote, "");
        }
    }
}
