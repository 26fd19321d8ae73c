//! Faulty expressions, each with what is said about it.

use crate::expression::Expect;
use crate::expression::tests::small_world::{checked, rendered};

/// Each block of `expect` is the rendering of the faults of the expression in its second line.
#[track_caller]
fn check(expect_type: Expect, expect: &str) {
    for block in expect.trim_matches('\n').split("\n\n") {
        let source = block.lines().nth(1).and_then(|line| line.strip_prefix("  ")).unwrap();
        let faults = checked(source, expect_type).expect_err(source);
        assert_eq!(rendered(source, &faults).trim_end(), block.trim_end(), "\n{source}");
    }
}

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

#[test]
fn an_unknown_name_suggests_what_was_meant() {
    check(
        Expect::Condition,
        r##"
unknown name `ownr`
  ownr == "ana"
  ^^^^
help: did you mean `owner`?

`requirement` has no field `ownr`
  self.ownr == "ana"
       ^^^^
help: did you mean `owner`?

`requirement` has no field `objectiv`
  release.objectiv.owner == "x"
          ^^^^^^^^
help: did you mean `objective`?

`last-call-deadline` is read as a subtraction
  last-call-deadline < today()
  ^^^^^^^^^^^^^^^^^^
help: write the hyphens as underscores: `last_call_deadline`

unknown name `today`
  today < created
  ^^^^^
help: `today` is a function: write `today()`

unknown name `d`
  d.category == "done"
  ^

`requirement` has no field `category`
  depends_on.exists(d, d.category == "done")
                         ^^^^^^^^
help: `category` is a function: write `category()`

`requirement` has no field `category`
  release.category == "done"
          ^^^^^^^^
help: `category` is a function: write `category()`

unknown function `todya`
  todya() > created
  ^^^^^
help: did you mean `today`?

unknown function `owner`
  owner() == "ana"
  ^^^^^
help: `owner` is a field: write it without parentheses

unknown function `contains`
  contains(title, "x")
  ^^^^^^^^
help: write `text.contains(part)`

text has no function `startswith`
  title.startswith("x")
        ^^^^^^^^^^
help: did you mean `startsWith`?

text has no function `lenght`
  title.lenght() > 3
        ^^^^^^
help: did you mean `size()`?

text has no function `length`
  title.length() > 3
        ^^^^^^
help: did you mean `size()`?

a list of `requirement` has no function `category`
  depends_on.category() == "done"
             ^^^^^^^^
help: ask its elements: `depends_on.exists(x, x.category() …)`

a list of `requirement` has no fields
  depends_on.status == "done"
             ^^^^^^
help: ask its elements: `depends_on.exists(x, x.status …)`

a list of `requirement` has no function `any`
  depends_on.any(d, true)
             ^^^
help: did you mean `exists(x, …)`?

a list of text has no function `contains`
  labels.contains("csv")
         ^^^^^^^^
help: write `"csv" in labels`

text has no fields
  title.owner == "x"
        ^^^^^

a date has no fields
  created.year == 2026
          ^^^^
help: `year` is a function: write `year()`

unknown name `nothing_like_this`
  nothing_like_this
  ^^^^^^^^^^^^^^^^^

unknown function `now`
  now() > created
  ^^^
help: did you mean `today()`?

unknown name `xs`
  xs.exists(x, y)
  ^^
unknown name `y`
  xs.exists(x, y)
               ^
"##,
    );
}

#[test]
fn a_word_that_is_no_choice_is_refused() {
    check(
        Expect::Condition,
        r##"
`aproved` is not a value of `status`
  status == "aproved"
            ^^^^^^^^^
help: did you mean `approved`?

`zzz` is not a value of `status`
  status == "zzz"
            ^^^^^
help: use one of `draft`, `review`, `approved`, `done`

`don` is not a value of `status`
  status in ["draft", "don"]
                      ^^^^^
help: did you mean `done`?

`drft` is not a value of `status`
  "drft" == status
  ^^^^^^
help: did you mean `draft`?

unknown name `approved`
  status == approved
            ^^^^^^^^
help: put text in quotes: "approved"

unknown name `ana`
  owner == ana
           ^^^
help: put text in quotes: "ana"

`drft` is not a value of `status`
  {"drft": 1}[status] == 1
   ^^^^^^
help: did you mean `draft`?

`opne` is not a value of `category()`
  category() == "opne"
                ^^^^^^
help: did you mean `open`?

there is no `NO-1`
  release == "NO-1"
             ^^^^^^
help: did you mean `REQ-1`?

`dun` is not a value of `d.status`
  depends_on.exists(d, d.status == "dun")
                                   ^^^^^
help: use one of `draft`, `review`, `approved`, `done`
"##,
    );
}

#[test]
fn what_cannot_be_compared_is_refused() {
    check(
        Expect::Condition,
        r##"
cannot compare `reach` (a whole number) with text
  reach == "200"
  ^^^^^^^^^^^^^^
help: leave out the quotes

cannot compare `title` (text) with a whole number
  title == 3
  ^^^^^^^^^^
help: put the number in quotes: "3"

cannot compare `reach` (a whole number) with `title` (text)
  reach > title
  ^^^^^^^^^^^^^

the values of `status` have no order
  status < "done"
  ^^^^^^^^^^^^^^^
help: list them: `status in ["…", "…"]`

cannot compare `labels` (a list of text) with text
  labels == "csv"
  ^^^^^^^^^^^^^^^
help: write `"csv" in labels`

`in` needs a list or a map, but this is text
  "x" in title
         ^^^^^
help: write `title.contains("x")`

`in` needs a list or a map, but this is a whole number
  "x" in reach
         ^^^^^

cannot look for a whole number in a list of text
  1 in labels
  ^^^^^^^^^^^

cannot compare `today() - created` (a number of days) with a whole number
  today() - created > 30
  ^^^^^^^^^^^^^^^^^^^^^^
help: write `days(30)`

cannot compare `1 < reach` (true or false) with a whole number
  1 < reach < 500
  ^^^^^^^^^^^^^^^
help: write `1 < reach && reach < 500`

true or false has no order
  blocked > true
  ^^^^^^^^^^^^^^

cannot compare `depends_on` (a list of `requirement`) with a whole number
  depends_on > 1
  ^^^^^^^^^^^^^^
help: compare its size: `depends_on.size()`

a `requirement` has no order
  release > "REQ-1"
  ^^^^^^^^^^^^^^^^^

there is no day `2026-02-30`
  created == "2026-02-30"
             ^^^^^^^^^^^^
help: write year, month and day as in "2026-11-23"

`soon` is not a date
  created == "soon"
             ^^^^^^
help: write it as in "2026-11-23"

a date is never equal to all of 2026
  created == "2026"
             ^^^^^^
help: compare with `>= "2026-01-01"` and `<= "2026-12-31"`

`soonish` is not a period
  target > "soonish"
           ^^^^^^^^^
help: write it as in "2026-Q4"

cannot compare `target` (a period) with `title` (text)
  target == title
  ^^^^^^^^^^^^^^^
help: write `date(title)`
"##,
    );
}

#[test]
fn a_condition_is_true_or_false() {
    check(
        Expect::Condition,
        r##"
the expression must give true or false, but gives a list of text
  labels
  ^^^^^^
help: ask for presence with `has(labels)`

`has` does not take 2 arguments
  has(owner, title)
  ^^^
help: write `has(field)`

`has` asks for a field
  has(category())
      ^^^^^^^^^^
help: name a field: `has(self.owner)` or `has(owner)`

`has` lacks what belongs in its parentheses
  has()
  ^^^
help: write `has(field)`

the expression must give true or false, but gives text
  title
  ^^^^^
help: ask for presence with `has(title)`

the expression must give true or false, but gives a whole number
  reach
  ^^^^^
help: ask for presence with `has(reach)`

`!` needs true or false, but this is text
  !title
   ^^^^^
help: ask for presence with `has(title)`

`&&` needs true or false, but this is text
  title && true
  ^^^^^
help: ask for presence with `has(title)`

`?` needs true or false, but this is a whole number
  reach ? true : false
  ^^^^^
help: ask for presence with `has(reach)`

`exists` needs true or false, but this is text
  depends_on.exists(d, d.title)
                       ^^^^^^^
help: ask for presence with `has(d.title)`

this is to be a name for the elements
  depends_on.exists(d.id, true)
                    ^^^^
help: write `list.exists(x, condition)`

`exists` does not take 1 argument
  depends_on.exists(true)
             ^^^^^^
help: write `list.exists(x, condition)`

`exists` needs a list or a map, but this is text
  title.exists(x, true)
        ^^^^^^
help: write `list.exists(x, condition)`
"##,
    );
}

#[test]
fn arguments_are_counted_and_typed() {
    check(
        Expect::Condition,
        r##"
not a regular expression: unclosed group
  title.matches("(")
                ^^^

the regular expression is too large
  title.matches("a{99999}")
                ^^^^^^^^^^

`contains` needs text, but this is a whole number
  title.contains(3)
                 ^

`contains` lacks what belongs in its parentheses
  title.contains()
        ^^^^^^^^
help: write `text.contains(part)`

`contains` does not take 2 arguments
  title.contains("a", "b")
        ^^^^^^^^
help: write `text.contains(part)`

`size` needs text, a list or a map, but this is a whole number
  size(3) > 1
       ^

`today` does not take 1 argument
  today(1) > created
  ^^^^^
help: write `today()`

`section` lacks what belongs in its parentheses
  section() == ""
  ^^^^^^^
help: write `section("…")`

`section` needs text, but this is a whole number
  section(3) == ""
          ^

`section` needs text, but this is a `requirement`
  section(release) == ""
          ^^^^^^^

unknown name `foo`
  foo == 1 && bar == 2
  ^^^
unknown name `bar`
  foo == 1 && bar == 2
              ^^^
"##,
    );
}

#[test]
fn operators_and_functions_refuse_what_does_not_fit() {
    check(
        Expect::Anything,
        r##"
cannot add `today()` (a date) and a whole number
  today() + 14
  ^^^^^^^^^^^^
help: write `days(14)`

cannot subtract `today()` (a date) from `target` (a period)
  target - today()
  ^^^^^^^^^^^^^^^^
help: take a day of it: `target.last()`

cannot add `title` (text) and a whole number
  title + 1
  ^^^^^^^^^
help: make it text: `string(1)`

cannot multiply `reach` (a whole number) by `title` (text)
  reach * title
  ^^^^^^^^^^^^^

`-` needs a number, but this is text
  -title
   ^^^^^

cannot add true or false and a whole number
  true + 1
  ^^^^^^^^

`days` needs a whole number, but this is text
  days("3")
       ^^^

there is no day `2026-13-01`
  date("2026-13-01")
       ^^^^^^^^^^^^
help: write year, month and day as in "2026-11-23"

`1x` is not a number of whole days
  duration("1x")
           ^^^^
help: write it as in "30d", "2w" or "720h"

`7h` is not a number of whole days
  duration("7h")
           ^^^^
help: write it as in "30d", "2w" or "720h"

`duration` needs text in quotes
  duration(title)
           ^^^^^

`max` lacks what belongs in its parentheses
  max()
  ^^^
help: write `max(a, b, …)`

`max` cannot compare these with each other
  max(1, created)
  ^^^^^^^^^^^^^^^

`sum` needs a list of numbers or days, but this is a list of text
  ["a"].sum()
        ^^^
help: write `list.sum()`

a list is indexed by a whole number, not by text
  labels["a"]
         ^^^

a list is indexed by a whole number, not by a number
  labels[1.5]
         ^^^

a map is indexed by text, not by a whole number
  weights[1]
          ^

text has no elements
  title[0]
  ^^^^^

a key is text, but this is a whole number
  {1: 2}
   ^
help: put the key in quotes

the key `a` is given twice
  {"a": 1, "a": 2}
           ^^^
"##,
    );
}

#[test]
fn a_formula_gives_a_number_and_a_message_text() {
    check(
        Expect::Number,
        r##"
the expression must give a number, but gives text
  title
  ^^^^^
"##,
    );
    check(
        Expect::Text,
        r##"
the expression must give text, but gives a whole number
  reach
  ^^^^^
help: make it text with `string(…)`
"##,
    );
}
