# Texts that something may take for more than a text. `secret` is a file that no
# output may hold, `made` one that only code could make.
hostile_texts <- function(secret, made) {
  texts <- c(
    # HTML
    "<script>alert(1)</script>", "</td></tr></table><h1>x</h1>", "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "<!-- comment", "]]><x/>", "&lt;b&gt; &amp; &#60;",
    "<iframe src=\"file://{S}\"></iframe>", "<style>*{display:none}</style>", "<img src=\"{S}\">",
    "<a href=\"javascript:alert(1)\">x</a>", "<base href=http://127.0.0.1:9>",
    "<meta http-equiv=refresh content=0>", "</title><script>alert(1)</script>", "</style><script>1</script>",
    # Markdown and pandoc
    "![]({S})", "![](http://127.0.0.1:9/x.png)", "![]({S}){onerror=alert(1)}", "[x](javascript:alert(1))",
    "[x]: {S} \"t\"", "x\n`````\n\n![]({S})\n\n<script>alert(1)</script>", "x\n```\n# Heading\n",
    "``````\n<script>alert(1)</script>", "\n\n# Heading\n\n", "x\n\n---\ntitle: y\nheader-includes: <script>1</script>\n---\n",
    "`<script>alert(1)</script>`{=html}", "```{=html}\n<script>1</script>\n```", "::: {onclick=alert(1)}\nx\n:::",
    "[x]{onclick=alert(1)}", "[^1]\n\n[^1]: note", "@cite [@cite, p. 1]", "$\\alpha$ and $$x^2$$",
    "\\[x^2\\] and \\(y\\)", "[0.87, 3.08] and [95% CI]", "*a* **b** _c_ ~~d~~ ^e^ ~f~", "| a | b |\n|---|---|",
    "1. one\n2. two", "- item\n- item", "> quote", "Table: caption {#id}", "Term\n: definition", "https://example.org/?a=b&c",
    "javascript:alert(1)", "www.example.org", ":tada: :smile:", "a -- b --- c ... 'd' \"e\"", "<{S}>", "![x][y]\n\n[y]: {S}",
    # knitr and R
    "`r file.create('{M}')`", "```{r}\nfile.create('{M}')\n```", "{file.create('{M}')}", "{.val {file.create('{M}')}}",
    "!expr file.create('{M}')", "!r file.create('{M}')", "`r knitr::knit_exit()`", "<<>>=\nfile.create('{M}')\n@",
    # LaTeX and Typst
    "\\input{{S}}", "\\write18{touch {M}}", "} \\end{tabular} {", "a & b \\\\ c", "% comment", "#import \"{S}\"", "#read(\"{S}\")",
    "\") #panic(\"", "$ mat(1) $ #x",
    # YAML, JSON, CSV, XML
    "x: [1, {y: 2}] # z", "\"},{\"x\":\"", "a,\"b\"\";c\td", "=HYPERLINK(\"http://127.0.0.1:9\")", "+1+cmd|' /C calc'!A0",
    "@SUM(1)", "-2+3", "\uff1d1+1", "\n=1+1", "NA", "<![CDATA[x]]>", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"{S}\">]>&e;",
    # Control characters, directions, spaces
    "a\u001b[31mb\u001b]0;title\u0007", "a\u0001b\u0008c\u007f", "a\u202eb\u2066c", "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "\U1F469\u200d\U1F4BB \U1F1EC\U1F1E7 e\u0301", "a\\0b\\x00 %00 \ufffe", "\u2028line\u2029para\u0085next", "a\u00a0b \u200bc",
    # Paths, commands, length
    "../../etc/passwd", "$(touch {M})", "`touch {M}`; touch {M}", "\n::error::x\n::add-mask::true\n##[error]y",
    "${{ github.token }}", strrep("long ", 800), strrep("\u00fc*_`<", 300)
  )
  texts <- gsub("{S}", secret, texts, fixed = TRUE)
  gsub("{M}", made, texts, fixed = TRUE)
}

# The demo's cohort with `text` in one of the places where a name can stand.
hostile_places <- c(
  "title", "wave label", "wave name", "scale label", "scale name", "question label", "column name",
  "variable label", "value label", "answer", "group", "undisclosed", "file", "set label", "note", "id"
)

plant <- function(cohort, place, text) {
  rename <- function(x, from) {
    names(x)[names(x) == from] <- text
    x
  }
  columns <- function(change) {
    cohort$surveys <- lapply(cohort$surveys, change)
    cohort$people <- change(cohort$people)
    cohort
  }
  about <- function(change) {
    cohort$surveys <- lapply(cohort$surveys, function(survey) {
      attr(survey, "survey") <- change(attr(survey, "survey"))
      survey
    })
    cohort
  }
  study <- cohort$study
  switch(
    place,
    title = cohort$study$title <- text,
    `wave label` = cohort$study$waves$post$label <- text,
    `wave name` = {
      cohort$study$waves <- rename(study$waves, "post")
      cohort$surveys <- rename(cohort$surveys, "post")
      cohort$people <- rename(cohort$people, "post")
      for (part in c("respondents", "scores")) {
        levels(cohort[[part]]$wave)[levels(cohort[[part]]$wave) == "post"] <- text
      }
    },
    `scale label` = cohort$study$scales$belonging$label <- text,
    `scale name` = {
      cohort$study$scales <- rename(study$scales, "belonging")
      cohort$study$scales[[text]]$name <- text
      cohort$scores$scale[cohort$scores$scale == "belonging"] <- text
    },
    `question label` = cohort$study$demographics[[1]]$label <- text,
    `column name` = {
      cohort <- columns(function(x) rename(x, "sex"))
      cohort$study$demographics[[1]]$column <- text
      cohort$study$id$confirm <- text
    },
    `variable label` = cohort <- columns(function(x) {
      for (name in intersect(c("sex", "gse1", "b2", "year"), names(x))) {
        attr(x[[name]], "label") <- text
      }
      x
    }),
    `value label` = cohort <- columns(function(x) {
      for (name in intersect(c("sex", "gse1"), names(x))) {
        labels <- attr(x[[name]], "labels")
        if (length(labels)) {
          names(labels)[1] <- text
          attr(x[[name]], "labels") <- labels
        }
      }
      x
    }),
    answer = cohort <- columns(function(x) {
      if ("fif" %in% names(x)) x$fif <- ifelse(seq_len(nrow(x)) %% 2 == 0, text, "other")
      x
    }),
    group = {
      cohort$people <- rename(cohort$people, "focus_group")
      cohort$study$attendance$groups <- text
    },
    undisclosed = cohort$study$undisclosed$label <- text,
    file = cohort <- about(function(facts) {
      facts$file <- file.path("folder", gsub("/", "|", text, fixed = TRUE))
      facts
    }),
    `set label` = cohort <- about(function(facts) {
      facts$mr_sets <- list(list(name = text, label = text, variables = c("gse1", text),
                                 counted = text))
      facts
    }),
    note = cohort <- about(function(facts) {
      facts[c("notes", "label")] <- text
      facts$attributes <- stats::setNames(text, text)
      facts
    }),
    id = for (code in c("code_one", "code_other")) cohort$links[[code]][1] <- text
  )
  cohort
}

# Every result of a cohort that has a printed table, each made when it is asked for.
hostile_results <- list(
  people = demographics,
  group = function(cohort) demographics(cohort, who = cohort$study$attendance$groups),
  change = paired_change, items = item_change, answers = item_frequencies, lasted = persistence, means = wave_means,
  groups = unpaired_change,
  lost = attrition, flow = participation, reliability = scale_reliability,
  book = function(cohort) codebook(cohort$surveys$pre), findings = check_cohort
)

# The shape of an output: all of it but the texts, so that two outputs which
# differ in a name alone have the same.
shape_html <- function(lines) {
  page <- xml2::read_html(paste(lines, collapse = "\n"), encoding = "UTF-8")
  nodes <- xml2::xml_find_all(page, "//*")
  names <- vapply(xml2::xml_attrs(nodes), function(all) paste(sort(names(all)), collapse = " "), "")
  table(paste(xml2::xml_name(nodes), names), dnn = NULL)
}

shape_xml <- function(lines) {
  page <- xml2::read_xml(charToRaw(enc2utf8(paste(lines, collapse = "\n"))))
  nodes <- xml2::xml_find_all(page, "//*")
  table(xml2::xml_name(nodes), dnn = NULL)
}

# What is left once escapes are gone, of what the format gives a meaning.
left_over <- function(lines, escapes, meaning) {
  text <- paste(lines, collapse = "\n")
  text <- gsub(escapes, "", text, perl = TRUE)
  regmatches(text, gregexpr(meaning, text, perl = TRUE))[[1]]
}

# A table is made smaller where its texts are wide.
shape_latex <- function(lines) {
  smaller <- "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%"
  wide <- lines == smaller
  if (any(wide)) lines <- sub("^\\\\end[{]tabular[}][}]$", "\\\\end{tabular}", lines[!wide])
  lines <- sub("^[{]\\\\scriptsize\\\\setlength[{]\\\\tabcolsep[}][{]3pt[}]$", "{\\\\small", lines)
  left_over(
    lines,
    "\\\\hspace[{]0pt[}]|\\\\text(backslash|ascii(tilde|circum)|less|greater|bar)[{][}]|\\\\[{}$&#%_]|[{][]*[][}]|[{][}]",
    "\\\\[A-Za-z]+|\\\\.|[{}&$%#_^~\\n]"
  )
}

shape_typst <- function(lines) {
  gsub("\"([^\"\\\\\n]|\\\\.)*\"", "S", paste(lines, collapse = "\n"), perl = TRUE)
}

# Dashes under a head are as many as its text is wide.
shape_markdown <- function(lines) {
  left_over(gsub("-{3,}", "---", lines), "\\\\[[:punct:]]|&#[0-9]+;", "[\\\\`*_{}\\[\\]<>$^~!#|@&\\n]")
}

shape_docx <- function(path) {
  folder <- withr::local_tempdir()
  utils::unzip(path, exdir = folder)
  parts <- list.files(folder, "[.](xml|rels)$", recursive = TRUE, full.names = TRUE, all.files = TRUE)
  pages <- lapply(parts, xml2::read_xml)
  main <- pages[[which(basename(parts) == "document.xml")]]
  nodes <- xml2::xml_name(xml2::xml_find_all(main, "//*"))
  list(
    elements = table(factor(nodes, c("tbl", "tr", "tc", "hyperlink", "drawing", "oMath"))),
    external = unlist(lapply(pages, function(page) {
      xml2::xml_attr(xml2::xml_find_all(page, "//*[@TargetMode='External']"), "Target")
    })),
    media = length(list.files(file.path(folder, "word", "media")))
  )
}

# Every part is XML; every cell is a number or a text, none a formula, and no text begins one.
expect_whole_workbook <- function(path, info) {
  folder <- withr::local_tempdir()
  utils::unzip(path, exdir = folder)
  parts <- list.files(folder, recursive = TRUE, all.files = TRUE, full.names = TRUE)
  for (part in parts) {
    page <- xml2::xml_ns_strip(xml2::read_xml(part))
    expect_length(xml2::xml_find_all(page, "//f | //externalLink | //ddeLink"), 0)
    cells <- xml2::xml_find_all(page, "//c")
    expect_identical(setdiff(xml2::xml_attr(cells, "t"), c("inlineStr", "s", "n", NA)), character(), info = info)
    outside <- xml2::xml_attr(xml2::xml_find_all(page, "//*[@TargetMode='External']"), "Target")
    expect_identical(outside, character(), info = info)
  }
}

hostile_files <- function(env = parent.frame()) {
  folder <- withr::local_tempdir(.local_envir = env)
  secret <- file.path(folder, "secret.txt")
  writeLines("SECRET-OF-A-FILE", secret)
  list(secret = secret, made = file.path(folder, "made"))
}

# Whether a file holds the secret, as it is or as the picture of a page.
holds_secret <- function(path) {
  bytes <- readBin(path, "raw", file.size(path))
  any(vapply(c("SECRET-OF-A-FILE", "U0VDUkVULU9GLUEtRklMR"), function(text) {
    length(grepRaw(charToRaw(text), bytes, fixed = TRUE)) > 0
  }, NA))
}

# The demo with a text in every place, but those `apart`. (Two scales can't have one name,
# and a file is not there by a hostile one.)
plant_everywhere <- function(text, apart = character()) {
  cohort <- demo_cohort()
  for (place in setdiff(hostile_places, c("id", "file", apart))) cohort <- plant(cohort, place, text)
  cohort
}
