//! Descriptions as people write them in Jira.

use super::{Markup, markdown};

#[test]
fn a_user_story_with_criteria() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
As a *dispatcher*
I want to see all _late_ orders
so that I call the customer before they call us.

h3. Acceptance criteria
* A late order is {color:#de350b}*red*{color}
** in the {{OrderList}} view
** in the mail, too
* snake_case_words, 3*4*5 and a-b-c stay as they are

h4. Out of scope
-Mobile- Nothing on phones yet."), @r#"
    As a **dispatcher**\
    I want to see all _late_ orders\
    so that I call the customer before they call us.

    ## Acceptance criteria

    - A late order is **red**
      - in the `OrderList` view
      - in the mail, too
    - snake_case_words, 3\*4\*5 and a-b-c stay as they are

    ### Out of scope

    ~~Mobile~~ Nothing on phones yet.
    "#);
}

#[test]
fn a_bug_report_with_steps_and_a_log() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
*Steps to reproduce:*
# Open the board
# Run {{pm list --where \"a | b\"}}
{code:bash|title=Terminal}
$ pm list --where 'a | b'
error: *unexpected* token
{code}
# See the error

*Expected:* a list
*Actual:*
{noformat}
thread 'main' panicked at src/main.rs:4
  # not a heading
{noformat}"), @r#"
    **Steps to reproduce:**

    1. Open the board

    2. Run `pm list --where "a | b"`

       **Terminal**

       ```bash
       $ pm list --where 'a | b'
       error: *unexpected* token
       ```

    3. See the error

    **Expected:** a list\
    **Actual:**

    ```
    thread 'main' panicked at src/main.rs:4
      # not a heading
    ```
    "#);
}

#[test]
fn a_table_of_fields() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
||Field||Type||Note||
|name|{{text}}|one of {{a|b}}|
|owner|person|[~ana.lopez], else [~accountid:5b10ac8d82e05b22cc7d4ef5]|
|note|long text|first line
second line|
| | |[the spec|https://x.example/spec]|

After the table"), @r#"
    | Field | Type | Note |
    | --- | --- | --- |
    | name | `text` | one of `a\|b` |
    | owner | person | ana.lopez, else 5b10ac8d82e05b22cc7d4ef5 |
    | note | long text | first line second line |
    |  |  | [the spec](https://x.example/spec) |

    After the table
    "#);
}

#[test]
fn a_table_whose_first_column_is_its_head() {
    insta::assert_snapshot!(markdown(Markup::Jira, "||Team|Blue|\n||Lead|Ana|3|"), @r#"
    | Team | Blue |  |
    | --- | --- | --- |
    | Lead | Ana | 3 |
    "#);
}

#[test]
fn nested_and_mixed_lists() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
# Plan
## Draft
## Review
#* with sales
#* with support
# Build

- one
- two
goes on in the next line

* a new list
*** too deep at once

# first

# a blank line does not end it"), @r#"
    1. Plan
       1. Draft
       2. Review
       - with sales
       - with support
    2. Build

    - one
    - two\
      goes on in the next line
    - a new list
      - - too deep at once

    1. first
    2. a blank line does not end it
    "#);
}

#[test]
fn links_of_every_form() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
[Spec|https://x.example/a_(b)] and [https://x.example/x_y_z], or bare https://x.example/a_b_c?x=1&y=2.
[Board|https://x.atlassian.net/b/1|smart-link] [https://x.example/p|https://x.example/p|smart-card]
[mailto:ana@x.example] and [write us|mailto:team@x.example], [www.x.example]
ABC-123 blocks [ABC-124], see [#criteria] and [Page|Some Wiki Page] and [the log|^error.log]
(see https://x.example/in_brackets) [TODO] [x] [ ]"), @r#"
    [Spec](<https://x.example/a_(b)>) and <https://x.example/x_y_z>, or bare <https://x.example/a_b_c?x=1&y=2>.\
    [Board](https://x.atlassian.net/b/1) <https://x.example/p>\
    <ana@x.example> and [write us](mailto:team@x.example), [www.x.example](http://www.x.example)\
    ABC-123 blocks \[ABC-124], see criteria and Page (Some Wiki Page) and the log (error.log)\
    (see <https://x.example/in_brackets>) \[TODO] \[x] \[ ]
    "#);
}

#[test]
fn pictures_and_files() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
!screenshot-1.png!
Before !Screen Shot 2026-03-01.png|width=600,height=400! after
!https://x.example/chart.png|thumbnail! and [^log.txt] [^second log.txt]
Hello! This is version 1.2! Really!"), @r#"
    `screenshot-1.png`\
    Before `Screen Shot 2026-03-01.png` after\
    ![chart.png](https://x.example/chart.png) and `log.txt` `second log.txt`\
    Hello! This is version 1.2! Really!
    "#);
}

#[test]
fn quotes_and_panels() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
bq. We lose an hour a day.

{quote}
First *line*
* an item

Second paragraph
{quote}
Inline {quote}words{quote} here

{panel:title=Decision|borderStyle=dashed|bgColor=#deebff}
We go with *B*.
{panel}
----
Done"), @r#"
    > We lose an hour a day.

    > First **line**
    >
    > - an item
    >
    > Second paragraph

    Inline

    > words

    here

    **Decision**

    We go with **B**.

    ---

    Done
    "#);
}

#[test]
fn escapes_breaks_and_marks_forced_by_braces() {
    insta::assert_snapshot!(markdown(Markup::Jira, r"\*not bold\* \[no link] \{code} C:\temp\new \\server\share
first line\\ second line
{*}Note:{*}no gap, un{_}believ{_}able, {-}gone{-}
+inserted+ H~2~O x^2^ ??cited?? -- a dash --- and - another -
Tom &amp; Jerry&nbsp;&mdash; R&D, &unknown; 5 < 6"), @r#"
    \*not bold\* \[no link] {code} C:\temp\new \\\server\share\
    first line\
    second line\
    Note:no gap, unbelievable, ~~gone~~\
    inserted H\~2\~O x^2^ _cited_ -- a dash --- and - another -\
    Tom & Jerry — R&D, \&unknown; 5 < 6
    "#);
}

#[test]
fn what_markdown_would_take_for_markup() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
1. numbered by hand
2) and again
+ a plus
> a quote of mail
## too
#hashtag
===
<div> and List<String> and a < b
`ticks` and ~5 or ~6 and $5 or $HOME
| one bar
:--
**Markdown bold** and __init__ and [a](b)"), @r#"
    1\. numbered by hand\
    2\) and again\
    \+ a plus\
    \> a quote of mail

    1. 1. too\
          #hashtag\
          ===\
          \<div> and List\<String> and a < b\
          \`ticks\` and \~5 or \~6 and $5 or $HOME\
          | one bar\
          :--\
          **Markdown bold** and _init_ and \[a](b)
    "#);
}

#[test]
fn marks_without_their_other_half() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
*open
_also open
{code}
never closed *bold*

2 * 3 = 6, a *b, c* d
{{mono without end
{quote}
rm -rf x --force -v
pre- and post-processing, C++ and c++ *
!no picture
[no link
|no table"), @r#"
    \*open\
    \_also open\
    {code}\
    never closed **bold**

    2 * 3 = 6, a **b, c** d\
    {{mono without end\
    {quote}\
    rm -rf x --force -v\
    pre- and post-processing, C++ and c++ \*\
    !no picture\
    \[no link\
    |no table
    "#);
}

#[test]
fn marks_within_marks() {
    insta::assert_snapshot!(markdown(Markup::Jira, "\
*bold _and emphasis_ and [a link|https://x.example]* _*both*_ *{{code}}*
*(in brackets)*, \"*quoted*\" *{color:red}red{color}* -*gone*-
*bold*{{code}}_it_ *a*-*b*"), @r#"
    **bold _and emphasis_ and** [**a link**](https://x.example) **_both_** **`code`**\
    **(in brackets)**, "**quoted**" **red** ~~**gone**~~\
    **bold**`code`_it_ **a**-**b**
    "#);
}

#[test]
fn lines_of_windows() {
    insta::assert_snapshot!(markdown(Markup::Jira, "h1. A\r\n\r\nOne\r\nTwo\r\n* x\r\n* y\r\n"), @r#"
    ## A

    One\
    Two

    - x
    - y
    "#);
}
