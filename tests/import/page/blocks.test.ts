/** Markup → blocks: one small source for each construct. */
import { describe, expect, test } from 'vitest';
import { tellBlocks } from './told-parts.ts';

describe('Markdown and text', () => {
  test.each([
    [
      '# Title\n\ntext one\ntext two\n\n- item\n  - deeper\n- next',
      [
        '1 heading 1 Title',
        '',
        '3 line 0 text one',
        '4 line 0 text two',
        '',
        '6 item 1 item',
        '7 item 2 deeper',
        '8 item 1 next',
      ],
    ],
    ['Title\n=====\n\nSub\n---\n\nx', ['1 line 0 Title', '', '4 heading 2 Sub', '', '7 line 0 x']],
    [
      '**Bold line**\n\n__Also__: x\n\n<b>Strong</b>',
      ['1 line 0 *Bold line*', '', '3 line 0 Also: x', '', '5 line 0 *Strong*'],
    ],
    [
      '1. one\n2) two\na. letter\n• dot\n–dash',
      ['1 item 1 one', '2 item 1 two', '3 item 1 letter', '4 item 1 dot', '5 item 1 dash'],
    ],
    ['| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | |', ['1 table !A | !B / 1 | 2 / 3 | ', '']],
    ['Name | Time\n--- | ---\nAda | 9am', ['1 table !Name | !Time / Ada | 9am', '']],
    ['> quoted\n> more', ['1 line 0 quoted', '2 line 0 more']],
    ['```\nMon 9-10\n```\n\n```python\nMon 9-10\n```\n\n~~~\nplain\n~~~', ['2 line 0 Mon 9-10', '', '10 line 0 plain']],
    ['<!-- hidden\nMon 9 -->\nshown', ['', '3 line 0 shown']],
    ['<script>x\ny</script>z', ['', '2 line 0 z']],
    ['{::comment}\na\n{:/comment}\nb', ['', '4 line 0 b']],
    ['{% comment %}a{% endcomment %}b', ['1 line 0 b']],
    ['..\n   hidden\n\nshown\n\n.. image:: x.png', ['', '4 line 0 shown', '']],
    [
      '---\ntitle: "T"\nname: N\noffice_hours: "Mon 1-2 PM"\n---\nbody',
      ['2 heading 1 T', '3 heading 3 N', '4 line 0 office hours: Mon 1-2 PM', '', '6 line 0 body'],
    ],
    [
      '+++\ntitle = "T"\ndescription = "Mon 9-10"\nweight = 5\n[menu]\n+++\nbody',
      ['2 heading 1 T', '3 line 0 Mon 9-10', '', '7 line 0 body'],
    ],
    ['---\nno end', ['2 line 0 no end']],
    ['one <br> two<p>three</p>', ['1 line 0 one', '1 line 0 two', '1 line 0 three']],
    [
      'a long enough line of words that goes on and on until it is\ncontinued here',
      ['1 line 0 a long enough line of words that goes on and on until it is continued here (2 from 60)'],
    ],
    ['short line\nContinued? no', ['1 line 0 short line', '2 line 0 Continued? no']],
    ['This ends with and\nthat goes on', ['1 line 0 This ends with and that goes on (2 from 19)']],
    ['Label:\nx', ['1 line 0 Label:', '2 line 0 x']],
    ['a  \nb', ['1 line 0 a', '2 line 0 b']],
    ['Col one   Col two\tCol three', ['1 line 0 Col one , Col two , Col three']],
    ['term\n: definition', ['1 line 0 term', '2 item 1 definition']],
    [
      '[link](http://a.b) ![pic](x.png) [ref][1] ~~gone~~ `code` *em* _em_ \\* &amp; &eacute; &#233; &bogus;',
      ['1 line 0 link ref code em em & é é &bogus;'],
    ],
    ['<del>gone</del>kept <s>gone</s>', ['1 line 0 kept']],
    ['* * *\n***\n___\n:::note\nx\n:::\n{: .class}\ny', ['', '5 line 0 x', '', '8 line 0 y']],
    [
      '<table><tr><th>A</th><th>B</th></tr><tr><td rowspan=2>1</td><td>2</td></tr></table>\nafter',
      ['1 table !A | !B / 1 1x2 | 2', '', '2 line 0 after'],
    ],
    ['<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>', ['', '1 item 1 a', '1 item 1 b', '', '1 item 2 c', '']],
    ['#hashtag\n#5 is no heading\n## Two ##', ['1 heading 1 hashtag', '2 line 0 #5 is no heading', '3 heading 2 Two']],
    [
      '- a\n\nnot in the list\n\n- b\n   \n  in b',
      ['1 item 1 a', '', '3 line 0 not in the list', '', '5 item 1 b', '', '7 line 1 in b'],
    ],
    ['## A<br>B<br />C<br  >D', ['1 heading 2 A · B · C · D']],
    ['`Ada <https://a.b>`_ : Mon', ['1 line 0 Ada : Mon']],
    [
      'a:\n  - id: S1\n    x: 1\nb_c:\n  - y',
      ['1 line 0 a:', '2 item 1 id: S1', '3 line 1 x: 1', '4 line 0 b c:', '5 item 1 y'],
    ],
  ])('%j', (source, blocks) => {
    expect(tellBlocks(source, 'page.md')).toEqual(blocks);
  });
});

describe('HTML', () => {
  test.each([
    [
      '<html><head><title>T</title></head><body><h1>A</h1><p>one<br>two</p><nav>no</nav></body></html>',
      ['', '1 heading 1 A', '', '1 line 0 one', '1 line 0 two', ''],
    ],
    [
      '<!doctype html><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d</li></ol>',
      ['', '1 item 1 a', '', '1 item 2 b', '', '1 item 1 c', '', '1 item 1 d', ''],
    ],
    ['<!doctype html><dl><dt>T</dt><dd>D</dd></dl>', ['', '1 item 1 *T*', '1 line 2 D', '']],
    [
      '<!doctype html><table><caption>Cap</caption><thead><tr><th>A<th colspan=2>B</tr></thead><tr><td>1<td>2<td>3</tr></table>',
      ['', '1 line 0 Cap', '1 table !A | !B 2x1 / 1 | 2 | 3', ''],
    ],
    [
      '<!doctype html><p hidden>no</p><p style="display:none">no</p><p aria-hidden="true">?</p><p>yes</p>',
      ['', '1 line 0 ?', '', '1 line 0 yes', ''],
    ],
    [
      '<!doctype html><p><b>Bold</b>: x</p><p><strong>All</strong></p><h3>H <small>s</small></h3>',
      ['', '1 line 0 Bold: x', '', '1 line 0 *All*', '', '1 heading 3 H s'],
    ],
    [
      '<!doctype html><pre>a\n  b\nc</pre><div>d</div><span>e</span><a>f</a><a>g</a>',
      ['', '1 line 0 a', '2 line 0 b', '3 line 0 c', '', '3 line 0 d', '', '3 line 0 e f g'],
    ],
    ['<!doctype html><del>x</del><s>y</s><select><option>z</option></select><p>k&nbsp;l</p>', ['', '1 line 0 k l', '']],
    ['<!doctype html><table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>', ['', '1 table in', '']],
    [
      '<!doctype html><table><tr><td>a<br>b</td><td><ul><li>c</li><li>d</li></ul></td></tr></table>',
      ['', '1 table a; b | c; d', ''],
    ],
    [
      '<!doctype html><details><summary>S</summary>body</details><address>x</address>',
      ['', '1 line 0 *S*', '1 line 0 body', '', '1 line 0 x'],
    ],
  ])('%j', (source, blocks) => {
    expect(tellBlocks(source, 'page.html')).toEqual(blocks);
  });
});

describe('LaTeX', () => {
  test.each([
    [
      '\\documentclass{article}\n\\begin{document}\n\\title{T}\n\\section{A}\ntext % note\nmore\n\n\\subsection*{B}\nx \\\\ y\n\\end{document}',
      [
        '3 heading 1 T',
        '4 heading 2 A',
        '5 line 0 text more (6 from 5)',
        '',
        '8 heading 3 B',
        '9 line 0 x',
        '9 line 0 y',
      ],
    ],
    [
      '\\begin{itemize}\n\\item one\n\\item[L:] two\n\\begin{itemize}\\item in\\end{itemize}\n\\end{itemize}\nafter',
      ['2 item 1 one', '3 item 1 L: two', '4 item 2 in', '', '6 line 0 after'],
    ],
    [
      '\\begin{tabular}{|l|c|}\n\\hline\nA & B \\\\\n\\hline\n1 & \\textbf{2} \\\\\n\\multicolumn{2}{c}{wide} \\\\\n\\end{tabular}\n\\begin{itemize}\\end{itemize}',
      ['3 table A | B / 1 | !2 / wide', ''],
    ],
    [
      "\\begin{document}\\textbf{Bold} and {\\bf more}\n\n\\textbf{Whole}\n\n5\\% \\& \\$6 a--b---c ``q'' x~y\\end{document}",
      ['1 line 0 Bold and more', '', '3 line 0 *Whole*', '', '5 line 0 5% & $6 a–b—c "q" x y'],
    ],
    [
      '\\begin{document}\\sout{gone}\\url{http://a}\\footnote{n}\\href{u}{shown}\\textcolor{red}\\vspace{1cm}end\\end{document}',
      ['1 line 0 shownend'],
    ],
    [
      '\\begin{document}\n\\begin{comment}\nx\n\\end{comment}\n\\iffalse\ny\n\\fi\nshown\n\\end{document}',
      ['', '8 line 0 shown'],
    ],
    [
      '\\newcommand{\\meet}[2]{#1: #2}\n\\def\\hours{Mon 9}\n\\newcommand\\x{\\textbf{X}}\n\\begin{document}\n\\meet{Lab}{Tue 2}\n\n\\hours\n\n\\x\n\n\\meet{only}\n\\end{document}',
      ['5 line 0 Lab: Tue 2', '', '7 line 0 Mon 9', '', '9 line 0 *X*', '', '11 line 0 only'],
    ],
    [
      '\\def\\two#1#2{#2 #1}\n\\begin{document}\\two{a}{b}\n\n\\unknown{c}\\section[short]{Long}d\\newline e\\par f\\end{document}',
      ['2 line 0 b a', '', '4 line 0 c', '4 heading 2 Long', '4 line 0 d', '4 line 0 e', '4 line 0 f'],
    ],
    [
      '\\begin{document}Name \\hfill Room\n\n\\begin{tabularx}{9cm}{ll}a&b\\\\c&d\\end{tabularx}\\end{document}',
      ['1 line 0 Name  Room', '', '3 table a | b / c | d', ''],
    ],
  ])('%j', (source, blocks) => {
    expect(tellBlocks(source, 'page.tex')).toEqual(blocks);
  });

  test('macros that double each other stop', () => {
    const source = `${['a', 'b', 'c', 'd'].map((name) => `\\def\\m${name}{${'\\mb'.repeat(90)}}`).join('\n')}\n\\ma`;
    expect(JSON.stringify(tellBlocks(source, 'page.tex')).length).toBeLessThan(500_000);
  });
});

describe('Org', () => {
  test.each([
    [
      '#+TITLE: T\n* A :tag:\n- one :: two\n** TODO [#A] B\ntext\n* COMMENT C\nhidden\n** also\n* D\n# note\nshown',
      [
        '1 heading 1 T',
        '2 heading 1 A',
        '3 item 1 one: two',
        '4 heading 2 B',
        '5 line 0 text',
        '',
        '9 heading 1 D',
        '',
        '11 line 0 shown',
      ],
    ],
    [
      '#+title: t\n* A :noexport:\nx\n** B\n* C\n#+BEGIN_SRC py\nMon 9\n#+END_SRC\n| a | b |\n|---+---|\n| 1 | 2 |\n#+CAPTION: c\n#',
      ['1 heading 1 t', '', '5 heading 1 C', '', '9 table !a | !b / 1 | 2', ''],
    ],
  ])('%j', (source, blocks) => {
    expect(tellBlocks(source, 'page.org')).toEqual(blocks);
  });
});

describe('notebooks', () => {
  test.each([
    [
      '{"cells":[{"cell_type":"markdown","source":["# A\\n","\\n","text"]},{"cell_type":"code","source":["Mon 9"],"outputs":[]},{"cell_type":"markdown","source":"one string"}],"metadata":{},"nbformat":4}',
      ['1 heading 1 A', '', '3 line 0 text', '', '5 line 0 one string'],
    ],
    [
      '{\n "cells": [\n  {\n   "cell_type": "markdown",\n   "source": [\n    "# A\\n",\n    "x \\"q\\""\n   ]\n  },\n  {\n   "cell_type": "code",\n   "source": [\n    "Mon 9"\n   ]\n  },\n  {\n   "cell_type": "markdown",\n   "source": [\n    "- b"\n   ]\n  }\n ],\n "metadata": {},\n "nbformat": 4\n}',
      ['', '6 heading 1 A', '7 line 0 x "q"', '', '19 item 1 b', ''],
    ],
    ['{"cells": 5, "nbformat": 4}', ['1 line 0 {"cells": 5, "nbformat": 4}']],
    ['{"cells": []}', ['1 line 0 {"cells": []}']],
    ['{"cells": [', ['1 line 0 {"cells": [']],
  ])('%j', (source, blocks) => {
    expect(tellBlocks(source, 'page.ipynb')).toEqual(blocks);
  });
});
