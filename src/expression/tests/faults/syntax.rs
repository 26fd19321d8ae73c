//! What cannot be read at all.

use super::check;
use crate::expression::Expect;

#[test]
fn a_syntax_fault_says_what_to_write() {
    check(
        Expect::Condition,
        r##"
`=` is not an operator
  status = "draft"
         ^
help: write `==`

`===` is not an operator
  status === "draft"
         ^^^
help: write `==`

`<>` is not an operator
  status <> "draft"
         ^^
help: write `!=`

`and` is not an operator
  status == "draft" and has(owner)
                    ^^^
help: write `&&`

`&` is not an operator
  status == "draft" & has(owner)
                    ^
help: write `&&`

`not` is not an operator
  not has(owner)
  ^^^
help: write `!`

`not` is not an operator
  status not in ["draft"]
         ^^^
help: write `!(… in …)`

`contains` is not an operator
  title contains "x"
        ^^^^^^^^
help: write `.contains(…)`

the text that begins here is not closed
  status == "draft
            ^
help: end it with `"`

`“` has no meaning here
  status == “draft”
            ^
help: put text in straight quotes: "…"

expected an operator before `call`
  status == last call
                 ^^^^
help: put text in quotes: "last call"

`(` is never closed
  (status == "draft"
  ^
help: add the missing `)`

expected `,` or `)` before `"x"`
  (status == "draft" "x")
                     ^^^

`)` closes nothing
  status == "draft")
                   ^

the expression ends where a value is expected
  status ==
           ^

expected a value before `&&`
  status == && true
            ^^

expected `,` or `]` before `"c"`
  ["a", "b" "c"]
            ^^^

`(` is never closed
  f(1, 2
   ^
help: add the missing `)`

expected a value before `)`
  f(1,)
      ^

a name is missing after the `.`
  self.
       ^

expected a name before `.`
  self..a
       ^

expected `:` and a value after the key
  {"a" 1}
       ^

`?` has no `:` after it
  true ? 1
       ^
help: write `condition ? value : other`

optional access is not part of this language
  a.?b
    ^
help: leave out the `?`: what is behind something missing is missing

`=` is not an operator
  a = 1
    ^
help: write `==`

bytes are not part of this language
  b"x" == title
  ^^
help: leave out the `b`

`\q` is not an escape
  "\q"
   ^^
help: write `\\` for a backslash, or r"…" for text without escapes

`12abc` is not a number
  12abc
  ^^^^^
help: put text in quotes

`30d` is not a number
  today() + 30d
            ^^^
help: write `days(30)`

the number is too large
  1e999
  ^^^^^

the number is too large
  99999999999999999999
  ^^^^^^^^^^^^^^^^^^^^

`if` is a word the language keeps
  if
  ^^
help: write `self.if` for a field of this name

the name in backquotes is not closed
  `a
  ^

unknown name `ö`
  title == "ä" == ö
                  ^

`#` has no meaning here
  #
  ^

`?` has no `:` after it
  true ? 1 2
       ^
help: write `condition ? value : other`
"##,
    );
}
