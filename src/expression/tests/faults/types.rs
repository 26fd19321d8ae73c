//! Values of a type that does not fit.

use super::check;
use crate::expression::Expect;

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
fn a_formula_gives_a_number() {
    check(
        Expect::Number,
        r##"
the expression must give a number, but gives text
  title
  ^^^^^
"##,
    );
}
