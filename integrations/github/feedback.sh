#!/bin/sh
# Makes a pull request with a file of feedback from an issue that was written with the form.
#
# Reads   ISSUE_BODY ISSUE_NUMBER ISSUE_TITLE ISSUE_URL GH_TOKEN PM_FOLDER
# Nothing that a stranger wrote is part of a command: it goes through the environment and standard input.
set -eu

folder=${PM_FOLDER:-.}
branch=feedback/issue-$ISSUE_NUMBER

if git ls-remote --exit-code origin "refs/heads/$branch" >/dev/null 2>&1; then
    echo "::notice::issue $ISSUE_NUMBER is written down on the branch $branch already"
    exit 0
fi

title=${ISSUE_TITLE#Feedback:}
title=$(printf '%s' "$title" | tr -d '\r\n' | sed 's/^ *//; s/ *$//')

set -- --from - --set "links=$ISSUE_URL"
[ -n "$title" ] && set -- "$@" -- "$title"

git checkout --quiet -b "$branch"
written=$(printf '%s\n' "$ISSUE_BODY" | pm -C "$folder" feedback add "$@")
id=${written%% *}
(cd "$folder" && git add -- "${written#* }")
git -c user.name="${GIT_AUTHOR_NAME:-pm}" -c user.email="${GIT_AUTHOR_EMAIL:-pm@users.noreply.github.com}" \
    commit --quiet -m "feedback: $id, from issue #$ISSUE_NUMBER"
git push --quiet origin "$branch"
gh pr create --head "$branch" --title "$id, from issue #$ISSUE_NUMBER" \
    --body "What issue #$ISSUE_NUMBER says, as feedback in the plan. Read it before you merge: names within the words are still there. Then: \`pm triage $id\`."
