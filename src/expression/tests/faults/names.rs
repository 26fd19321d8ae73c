//! Names and words that are not known.

use super::check;
use crate::expression::Expect;

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
