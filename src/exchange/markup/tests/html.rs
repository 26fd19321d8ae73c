//! Descriptions as editors write them in HTML.

use super::{Markup, markdown};

#[test]
fn an_editor_with_paragraphs_and_lists() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<div class=\"ProseMirror\"><p>We need <strong>one list </strong>of <em>late</em> orders&nbsp;&ndash; see \
<a href=\"https://x.example/?a=1&amp;b=2\" target=\"_blank\">the board</a>.</p>\
<ul class=\"list-disc\"><li><p>First</p><ul><li><p>Nested</p></li></ul></li><li><p>Second</p></li></ul>\
<ol start=\"3\"><li>three</li><li>four</li></ol><p></p></div>"), @r#"
    We need **one list** of _late_ orders – see [the board](https://x.example/?a=1&b=2).

    - First
      - Nested
    - Second

    3. three
    4. four
    "#);
}

#[test]
fn a_task_list() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<ul data-type=\"taskList\"><li data-checked=\"true\"><label><input type=\"checkbox\" checked></label>\
<div><p>Ask sales</p></div></li><li data-checked=\"false\"><label><input type=\"checkbox\"></label>\
<div><p>Ask support</p></div></li></ul>"), @r#"
    - [x] Ask sales
    - [ ] Ask support
    "#);
}

#[test]
fn code_with_its_language() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<p>Call <code>list&lt;T&gt;()</code> and <code>a</code> <code>b`c</code>:</p>\
<pre><code class=\"language-rust\">fn main() {\n    println!(\"&lt;hi&gt;\");\n\n}\n</code></pre>\
<pre class=\"ql-syntax\">one<br>two\n```\n</pre>"), @r#"
    Call `list<T>()` and `a` ``b`c``:

    ```rust
    fn main() {
        println!("<hi>");

    }
    ```

    ````
    one
    two
    ```
    ````
    "#);
}

#[test]
fn a_table() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<table><thead><tr><th>Name</th><th>Value</th></tr></thead><tbody>\
<tr><td><p>a|b</p></td><td><ul><li>x</li><li>y</li></ul></td></tr>\
<tr><td colspan=\"2\">one<br>two</td></tr><tr><td>more</td><td>cells</td><td>than heads</td></tr></tbody></table>"), @r#"
    | Name | Value |  |
    | --- | --- | --- |
    | a\|b | • x • y |
    | one two |
    | more | cells | than heads |
    "#);
}

#[test]
fn a_table_for_its_looks() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<table><tr><td><p>Dear team,</p><p>it works.</p></td></tr><tr><td>Ana</td></tr></table>"), @r#"
    Dear team,

    it works.

    Ana
    "#);
}

#[test]
fn headings_quotes_and_rules() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<h1><b>Late orders</b></h1><h3>Why</h3><blockquote><p>It costs us an hour</p><p>- Ana</p></blockquote>\
<hr/><p>End <del>never</del> <s>no</s></p>"), @r#"
    ## Late orders

    #### Why

    > It costs us an hour
    >
    > \- Ana

    ---

    End ~~never~~ ~~no~~
    "#);
}

#[test]
fn pictures() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<p><img src=\"https://x.example/a b.png\" alt=\"a [chart]\"><img src=\"data:image/png;base64,AAAA\">\
<img src=\"/uploads/1/screen.png?x=1\" alt=\"\"><img alt=\"the old screen\" src=\"cid:1\"></p>"), @r#"![a \[chart\]](https://x.example/a%20b.png) `(image)` `screen.png` `the old screen`"#);
}

#[test]
fn what_a_word_processor_pastes() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<!--[if gte mso 9]><xml></xml><![endif]--><style>p.MsoNormal {margin:0}</style>\
<p class=MsoNormal style='margin:0 0 \"x\"'><span style=\"font-family:Calibri\"><b>Goal</b>:&#160;<o:p></o:p></span></p>\n\
<p class=MsoNormal>Don&#146;t  lose\n   orders<o:p>&nbsp;</o:p></p><script>alert('<p>x</p>')</script>"), @r#"
    **Goal**:

    Don’t lose orders
    "#);
}

#[test]
fn broken_html() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<p>One<p>Two <b>bold<p>still bold</b> plain<ul><li>a<li>b<ul><li>c</ul><li>d</ul>\
</div></span><i>open <br/>line <a href=https://x.example/q>link<p>next</p> 5 < 6 & 7 > 2 <3 <td>cell</td> <span style=\"cut"), @r#"
    One

    Two **bold**

    **still bold** plain

    - a
    - b
      - c
    - d

    _open_\
    _line_ [_link_](https://x.example/q)

    _next_

    _5 < 6 & 7 > 2 \<3_

    _cell_

    _\<span style="cut_
    "#);
}

#[test]
fn what_markdown_would_take_for_markup() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<p>1. not a list<br>2) nor this<br>- nor this<br># no heading<br>&gt; no quote<br>---<br>===<br>| --- |</p>\
<p>a*b*c *x* snake_case _y_ `z` [a](b) &lt;tag&gt; &amp;amp; ~~q~~ C:\\temp \\* $x$</p>"), @r#"
    1\. not a list\
    2\) nor this\
    \- nor this\
    \# no heading\
    \> no quote\
    ---\
    ===\
    \| --- |

    a\*b\*c \*x\* snake_case \_y\_ \`z\` \[a](b) \<tag> \&amp; \~\~q\~\~ C:\temp \\\* $x\$
    "#);
}

#[test]
fn marks_that_markdown_cannot_hold() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<p>un<i>believ</i>able <b>bold:</b>text <b>(x)</b>y <b> spaced </b>z <i><b>both</b></i> <b>a</b><i>b</i> <b>x<br>y</b></p>"), @r#"
    unbelievable bold:text (x)y **spaced** z **_both_** **a**_b_ **x**\
    **y**
    "#);
}

#[test]
fn plain_text_keeps_its_lines() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
Please add List<String> & co.\nIt would help &amp; save time\n\n1. first\n2. second"), @r#"
    Please add List\<String> & co.\
    It would help & save time

    1\. first\
    2\. second
    "#);
}

#[test]
fn links_that_lead_nowhere_from_here() {
    insta::assert_snapshot!(markdown(Markup::Html, "\
<p><a href=\"/projects/1\">the project</a>, <a href=\"javascript:alert(1)\">run</a>, <a href=\"#top\">top</a>, \
<a href=\"mailto:ana@x.example\">ana@x.example</a>, <a href=\"https://x.example\">https://x.example</a> \
<a href=\"https://x.example/(a)|b\"><b>bold</b> link]</a> <a href=\"https://x.example\"></a></p>"), @r#"the project, run, top, <ana@x.example>, <https://x.example> [**bold** link\]](<https://x.example/(a)|b>)"#);
}
