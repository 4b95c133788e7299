"""Emphasis and other marks within a line, as other dialects have them, or ill formed.

Sources: CommonMark 0.31 (which marks open and close), pandoc, MediaWiki, DokuWiki, Textile,
AsciiDoc, reStructuredText, BBCode and LaTeX.
"""

from __future__ import annotations

from builder.reading.marks.mark import Mark, Only, mark

_BOLD = "Write **words** without spaces inside the marks, each pair closed in its paragraph"
_STRONG = f"{_BOLD}; take quotes and brackets into the bold text, or letters out of the word."
_EM = "Write *words* without spaces inside the marks; write \\* for a star."
_CODE = "Write `words`, with a backtick at both ends; for quotes write “words”."
_PLAIN = "Write the words without the marks: this text is no Markdown."
_NONE = "Guides have no such mark: write the words without it."
_TYPE = "Type the sign itself"
_HTML = (
    r"a|abbr|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q"
    r"|s|samp|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|xml"
)
_ENTITY = r"amp|lt|gt|quot|apos|nbsp|copy|reg|trade|shy|[mn]dash|hellip|[lr][sd]quo|thinsp|middot"

EMPHASIS: tuple[Mark, ...] = (
    # Word processors name their bookmarks so.
    mark(r"(?<!\w)_(?:Toc|Ref|Hlk|GoBack)\d*\b", "is what a conversion left", "Delete it."),
    mark(r"(?<![\d*/\\.])(?<!\d )\*{2,3}(?![\d*/\\.])(?! \d)", "makes no bold text here", _STRONG),
    mark(r"\*\*(?=\S)[^*\n]+\*\*", "prints with its stars", _PLAIN, Only.PLAIN | Only.CERTAIN),
    mark(
        r"(?<![\w*/.@H])\*(?=[A-Za-z“\"‘(\[@H])(?!nix\b)",
        "makes no emphasis here",
        _EM,
        Only.MARKDOWN,
    ),
    mark(r"(?<=\w )\* (?:[A-Za-z][\w-]* )+\*(?= \w)", "makes no emphasis here", _EM, Only.SENTENCE),
    mark(r"@H\*(?![\w*@H])", "makes no emphasis here", _EM, Only.MARKDOWN),
    mark(
        r"(?<![\w*])\*(?=[^\s*])[^*\n]*[^\s*]\*(?!\*)",
        "prints with its stars",
        _PLAIN,
        Only.PLAIN,
    ),
    mark(
        r"(?<!^)(?<![\w*/.])\*(?=[A-Za-z])(?!nix\b)",
        "makes no emphasis here",
        _PLAIN,
        Only.PLAIN,
    ),
    mark(r"(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])", "makes no bold text here", _STRONG),
    mark(
        r"(?<![\w_/.])_(?=[A-Z][a-z]+[ ,.;]|[a-z]+ )(?!blank|self|top|parent|id)",
        "makes no emphasis here",
        "Write *words*; write \\_ for an underscore.",
    ),
    mark(r"(?<!\S)_ \w[^_\n]* _(?!\S)", "makes no emphasis here", "Write *words*."),
    mark(
        r"(?<!\w)(_{1,2})(?=[^\W_])[^_\n]*[^\W_]\1(?!\w)",
        "prints with its underscores",
        _PLAIN,
        Only.PLAIN,
    ),
    mark(
        r"\{[a-z-]+\}`[^`\n]*`|:[a-z][a-z:-]{0,40}:(?:`[^`\n]*`|@H)",
        "makes no reference",
        "Write [](#id).",
    ),
    mark(r"``[^`'\n]*''|``(?=\w)", "makes no quotation marks", "Write “words”.", Only.MARKDOWN),
    mark(r"`[^`\n]*`__?", "makes no link", "Write [words](#id) in a clause."),
    mark(r"`[^`\n]+`", "prints with its backticks", _PLAIN, Only.PLAIN),
    mark("`+", "makes no code here", _CODE),
    mark(
        r"'{3,5}(?=[^'\s])[^'\n]*'{3,5}|(?<![\d'])''(?=[^'\s])[^'\n]*''(?!')",
        "makes no emphasis",
        _EM,
    ),
    mark(
        r"~~(?=\S)[^~\n]*(?:~~)?|(?<=\w)~~(?!\w)",
        "is not struck out",
        "Delete the words, or the marks.",
    ),
    mark(
        r"(?<=\w)~[^\s~/]+~|(?<!\S)~[^\s~/]+~(?!\w)",
        "makes no subscript",
        "Write the sign, like CO₂.",
    ),
    mark(r"(?<=[A-Za-z.])~(?=\d)|(?<=\d)~(?=[A-Za-z])", "makes no space", "Write a space."),
    mark(
        r"\^[^\s^{}]+\^", "makes no superscript", "Write the letters alone, like 1st, or ² and ³."
    ),
    mark(r"[\^_]\{[^{}\n]*\}", "makes no formula", f"{_TYPE}, like m², or words."),
    mark(r"(?<![\w=])==(?=[^\s=])[^=\n]+==", "marks nothing", _NONE),
    mark(r"(?<![\w+])\+\+(?=[^\s+])[^+\n]+\+\+", "marks nothing", _NONE),
    mark(r"(?<!\|)\|\|(?=[^\s|])[^|\n]+\|\|", "hides nothing", _NONE),
    mark(r"(?<![:\w/])//(?=[^\W_])[^/\n]+//", "makes no emphasis", _EM),
    mark(r"%%[^%\n]+%%", "hides nothing", "Delete it: it would be printed."),
    mark(
        r"(?<!\S)--(?=\w)[^\n-]+\w--(?!\S)", "is not struck out", "Delete the words, or the marks."
    ),
    mark(
        r"(?<=[\w)”’@H] )-{2,3}(?= [\w(“‘@H])|(?<=[A-Za-z])---?(?=[A-Za-z])|(?<=\d)--(?=\d)",
        "makes no dash",
        "Write – or —.",
    ),
    # HTML and its entities, where they make nothing.
    mark(
        rf"</?(?:{_HTML})(?:\s[^<>\n]*)?/?>|</?\w+:\w+[^<>\n]*>|</\w+>",
        "prints as it is typed",
        _PLAIN,
        Only.PLAIN | Only.CERTAIN,
    ),
    mark(rf"<\s*/?\s*(?i:{_HTML})\s*/?>", "prints as it is typed", _NONE),
    mark(
        r"<!--.*?(?:-->|$)",
        "is printed",
        "Delete it; remarks stand behind # in program_defs/.",
        Only.CERTAIN,
    ),
    mark(
        r"<(?:https?:|mailto:|[\w.+-]+@)[^<>\s]*>",
        "is no link",
        "Declare the address under links:.",
        Only.CERTAIN,
    ),
    mark(
        r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);",
        "prints as it is typed",
        f"{_TYPE}.",
        Only.PLAIN,
    ),
    mark(
        rf"@H{{5}}(?:{_ENTITY}|#x?[0-9a-fA-F]+);",
        "is an entity that was escaped twice",
        f"{_TYPE}.",
    ),
    mark(
        rf"& ?(?:{_ENTITY})\b ?;?",
        "prints as it is typed",
        f"{_TYPE}, or write a whole entity like &amp;.",
    ),
    # LaTeX.
    mark(
        r"(?<![\w:\\/.])\\[A-Za-z]+\*?(?:\[[^\]\n]*\])?\{[^{}\n]*\}?",
        "is a command of LaTeX",
        _NONE,
        Only.NO_PATH,
    ),
    mark(
        r"(?<![\w:\\/.])\\(?:item|newline|newpage|noindent|par|hline|centering|l?dots|cdot|times|bf|it|tt|large|small"
        r"|q?quad|rightarrow|to|leq|geq|pm|mu|alpha|beta|Omega|TeX|LaTeX|begin|end|vspace|hspace)\b",
        "is a command of LaTeX",
        _NONE,
        Only.NO_PATH,
    ),
    mark(
        r"\$\$[^$\n]+\$\$|(?<![\w$])\$[A-Za-z]\$(?!\w)|(?<![\w$])\$(?=[^\s$])[^$\n]{0,200}[\\^_={}<>][^$\n]{0,200}(?<!\s)\$(?![\w$])",
        "makes no formula",
        f"{_TYPE}s, or words.",
    ),
    mark(
        r"(?<=[\w.;,:!?)])\\[nrt](?=[A-Z\s]|$)",
        "makes no line end",
        "Write a line of its own.",
        Only.NO_PATH,
    ),
    mark(
        r"\\(?=[^\w\s\\])",
        "prints as it is typed",
        "Delete the backslash.",
        Only.MARKDOWN | Only.NO_PATH,
    ),
    mark(
        r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})", "prints as it is typed", f"{_TYPE}.", Only.NO_PATH
    ),
    mark(r"(?<=[A-Za-z])%20(?=[A-Za-z])", "makes no space", "Write a space.", Only.NO_PATH),
    mark(r"=[0-9A-F]{2}=[0-9A-F]{2}\b|=3D", "is what a conversion of a mail left", f"{_TYPE}."),
    mark(
        r"\\(?=[\\*_\[\]#<>`{}!~|()&$%-])",
        "prints, because this text is no Markdown",
        "Delete the backslash.",
        Only.PLAIN | Only.NO_PATH,
    ),
    # Others.
    mark(
        r"\[/[A-Za-z]+\]|\[(?:url|color|size|font|img|quote|list|email|spoiler)(?:=[^\]\n]*)?\]"
        r"|\[(?:b|i|u|s|code)\](?=[^\n]*\[/)|\[\*\]",
        "is markup of forums",
        _NONE,
    ),
    mark(r"\[\w+(?: [\w-]+=[\"“'][^\]\n]*)+\]", "makes nothing here", "Delete it."),
    mark(
        r"\[_?TOC_?\]|(?<!\w)__(?:NO)?TOC__",
        "makes no table of contents",
        "Delete it: guides have one.",
    ),
    mark(r"\[![A-Za-z]+\][+-]?", "makes no box", "Write a run-in label like **Note:** instead."),
    mark(
        r"(?<!\w)\[[ ]\]|(?:^|(?<=@H))[ ]*\[[xX]\](?=\s)",
        "makes no box to tick",
        "Write a list, or declare a form.",
    ),
    mark(
        r"(?<![\w:/]):[a-z][a-z0-9+-]*(?:_[a-z0-9]+)*:(?![\w:])",
        "makes no sign",
        f"{_TYPE}, or a word.",
    ),
    mark(
        r"(?<![\w|])\|[A-Za-z](?:[^|\n]*\w)?\|(?![\w|])",
        "is replaced by nothing",
        "Write {{ parameter-name }} for a value.",
    ),
    mark(
        r"(?<!\w)(?:xref|link|image|include|kbd|btn|menu|footnote|icon|stem|pass|toc|video|if(?:n?def))::?[^\s\[\]]*\[[^\]\n]*\]",
        "makes nothing here",
        "Write [](#id) for a reference; declare figures and links.",
    ),
    mark(r"\[[.#][\w.-]+\]#[^#\n]+#", "makes no emphasis", _EM),
    mark(
        r"!(?=\S)[\w./-]+\.(?:png|jpe?g|gif|svg)(?:\|[^!\n]*)?!",
        "makes no image",
        "Declare a figure and place it.",
    ),
    mark(
        r"Error! (?:Reference source|Bookmark|Hyperlink|No |Not )[\w ]*\.?",
        "is what a word processor left",
        "Write [](#id) for the number and title.",
        Only.CERTAIN,
    ),
)
