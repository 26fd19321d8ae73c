#!/bin/sh
# Makes a merge request with a file of feedback from an issue with the label `feedback`. Needs jq.
#
# Reads   TRIGGER_PAYLOAD (the file of the webhook) CI_SERVER_HOST CI_PROJECT_PATH PM_PUSH_TOKEN PM_FOLDER PM_REMOTE
# Nothing that a stranger wrote is part of a command: it goes through files and standard input.
set -eu

folder=${PM_FOLDER:-.}
of() {
    jq -r "$1 // empty" <"$TRIGGER_PAYLOAD"
}

if [ "$(of '[.labels[]?.title] | index("feedback") != null')" != true ]; then
    echo "no issue with the label feedback"
    exit 0
fi
number=$(of '.object_attributes.iid')
url=$(of '.object_attributes.url')
branch=feedback/issue-$number
remote=${PM_REMOTE:-https://pm:${PM_PUSH_TOKEN:-}@${CI_SERVER_HOST:-}/${CI_PROJECT_PATH:-}.git}

if git ls-remote --exit-code "$remote" "refs/heads/$branch" >/dev/null 2>&1; then
    echo "issue $number is written down on the branch $branch already"
    exit 0
fi

title=$(of '.object_attributes.title' | tr -d '\r\n' | sed 's/^Feedback: *//; s/ *$//')
set -- --from - --set "links=$url"
[ -n "$title" ] && set -- "$@" -- "$title"

git checkout --quiet -b "$branch"
# What stands above the first heading is the template's own, and quick actions are for GitLab.
written=$(of '.object_attributes.description' | sed -n '/^### /,$p' | sed '/^\/label /d' | pm -C "$folder" feedback add "$@")
id=${written%% *}
(cd "$folder" && git add -- "${written#* }")
git -c user.name=pm -c user.email=pm@users.noreply.gitlab.com commit --quiet -m "feedback: $id, from issue #$number"
git push --quiet -o merge_request.create -o merge_request.title="$id, from issue #$number" "$remote" "$branch"
