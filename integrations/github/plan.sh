#!/bin/sh
# Checks the plan on GitHub: annotations on standard output, SARIF and the difference of the plan as
# files, and one comment on the pull request that is written again at each push.
#
# Reads   GITHUB_BASE_REF GITHUB_REF GITHUB_REPOSITORY GITHUB_OUTPUT GITHUB_STEP_SUMMARY RUNNER_TEMP GH_TOKEN
#         PM_SINCE PM_FAIL_ON PM_COMMENT
# Ends with the exit code of `pm check`. A comment that cannot be written is a warning.
set -u

folder=${RUNNER_TEMP:-${TMPDIR:-/tmp}}
sarif=$folder/pm.sarif
diff=
marker='<!-- pm: the difference of the plan -->'

output() {
    [ -n "${GITHUB_OUTPUT:-}" ] && printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
}

since=${PM_SINCE:-}
if [ -z "$since" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
    since=origin/$GITHUB_BASE_REF
fi
if [ -n "$since" ] && [ "$(git rev-parse --is-shallow-repository 2>/dev/null)" = true ]; then
    echo "::error::the clone is shallow, so that the plan cannot be held against $since; set fetch-depth: 0 for actions/checkout"
    exit 2
fi

set --
[ -n "$since" ] && set -- "$@" --since "$since"
[ -n "${PM_FAIL_ON:-}" ] && set -- "$@" --fail-on "$PM_FAIL_ON"

pm check --format github "$@"
code=$?
[ "$code" -le 1 ] || exit "$code"

pm check --format sarif "$@" >"$sarif"
output sarif "$sarif"

if [ -n "$since" ]; then
    diff=$folder/pm-diff.md
    { echo "$marker"; pm diff "$since...HEAD" --format markdown; } >"$diff" || exit 2
    [ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$diff" >>"$GITHUB_STEP_SUMMARY"
fi
output diff "$diff"

comment() {
    number=${GITHUB_REF#refs/pull/}
    number=${number%/merge}
    comments=repos/$GITHUB_REPOSITORY/issues/$number/comments
    found=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$marker\")) | .id") || return 1
    found=$(printf '%s\n' "$found" | head -n 1)
    if [ -n "$found" ]; then
        gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found" --field body=@"$diff" >/dev/null
    else
        gh api --method POST "$comments" --field body=@"$diff" >/dev/null
    fi
}

case ${GITHUB_REF:-} in
refs/pull/*)
    if [ "${PM_COMMENT:-true}" = true ] && [ -n "$diff" ]; then
        comment || echo "::warning::the comment could not be written; the job needs the permission pull-requests: write"
    fi
    ;;
esac

exit "$code"
