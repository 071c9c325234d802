# Writes the document behind a report in another language: its headings and paragraphs, as
# the table of words has them. Results say theirs when they are shown.

# Texts that stand in the document's code, and those of its page.
skeleton_literals <- c("Made on", ": agreement of coders", ": beside change",
                       ": in their words", "What changed", "Change of the group",
                       "What people scored", "Who took part", "Every figure of change",
                       "What was left later", "Item by item",
                       "The scales and how reliable they are")
page_literals <- c("Skip to the report", "Evaluation report", "Contents")
# What LaTeX numbers, by what stands behind it in the page for PDF.
paper_literals <- c("Table" = " \\thetable", "Figure" = " \\thefigure")

caption_pattern <- "(?<=tab[.]cap = \"|fig[.]title = \"|in_parts[(]\")[^\"]+"

language_tags <- c(en = "en-GB", de = "de", fr = "fr", es = "es", cy = "cy")

# The copy of the document in `folder`, and its page, in this language.
write_in_language <- function(folder, style) {
  language <- style$language %||% "en"
  if (language == "en" && is.null(style$words)) return(invisible())
  local_style(style)
  document <- file.path(folder, "skeleton.Rmd")
  lines <- readLines(document, encoding = "UTF-8")
  fence <- which(lines == "---")[2]
  header <- sub("^lang: .*$", paste("lang:", language_tags[[language]]), lines[seq_len(fence)])
  writeLines(enc2utf8(c(header, document_in_language(lines[-seq_len(fence)], language))),
             document, useBytes = TRUE)
  page <- file.path(folder, "page.html")
  html <- readLines(page, encoding = "UTF-8")
  for (text in page_literals) {
    html <- gsub(paste0(">", text, "<"), paste0(">", escape_html(worded(text)), "<"), html,
                 fixed = TRUE)
    html <- gsub(paste0("\"", text, "\""), paste0("\"", escape_html(worded(text)), "\""), html,
                 fixed = TRUE)
  }
  writeLines(enc2utf8(html), page, useBytes = TRUE)
  paper <- file.path(folder, "page.tex")
  latex <- readLines(paper, encoding = "UTF-8")
  for (text in names(paper_literals)) {
    latex <- gsub(paste0(text, paper_literals[[text]]),
                  paste0(worded(text), paper_literals[[text]]), latex, fixed = TRUE)
  }
  writeLines(enc2utf8(latex), paper, useBytes = TRUE)
}

document_in_language <- function(lines, language) {
  blocks <- document_blocks(lines)
  said <- lapply(blocks, function(block) {
    if (block$kind != "text") return(literals_in_language(block$lines))
    text <- worded(block$text)
    if (text == block$text) return(literals_in_language(block$lines))
    # A heading keeps the name by which it is found.
    paste0(block$mark, text, if (startsWith(block$mark, "#")) {
      paste0(" {#", heading_name(block$text), "}")
    })
  })
  unlist(said)
}

# Captions in a chunk's options and calls, too.
literals_in_language <- function(lines) {
  found <- gregexpr(caption_pattern, lines, perl = TRUE)
  regmatches(lines, found) <- lapply(regmatches(lines, found), in_language)
  for (text in skeleton_literals) {
    lines <- gsub(paste0("\"", text, "\""), paste0("\"", worded(text), "\""), lines, fixed = TRUE)
  }
  lines
}

# A document's paragraphs, items and headings (`text`, without the `mark` that they begin
# with), its code and the lines between.
document_blocks <- function(lines) {
  inside <- FALSE
  blocks <- list()
  put <- function(kind, line, mark = "", text = "") {
    blocks[[length(blocks) + 1]] <<- list(kind = kind, lines = line, mark = mark, text = text)
  }
  for (line in lines) {
    last <- if (length(blocks)) blocks[[length(blocks)]] else list(kind = "none")
    if (inside) {
      blocks[[length(blocks)]]$lines <- c(last$lines, line)
      if (line == "```") inside <- FALSE
    } else if (grepl("^```+[{]r", line)) {
      put("code", line)
      inside <- TRUE
    } else if (grepl("^(```|:::|$)", line)) {
      put("between", line)
    } else if (last$kind == "text" && !grepl("^(- |#)", line)) {
      blocks[[length(blocks)]]$lines <- c(last$lines, line)
      blocks[[length(blocks)]]$text <- paste(last$text, trimws(line))
    } else {
      mark <- regmatches(line, regexpr("^(- |#+ )?", line))
      put("text", line, mark, substring(line, nchar(mark) + 1))
    }
  }
  blocks
}

# As pandoc names a heading.
heading_name <- function(text) {
  gsub(" +", "-", gsub("[^a-z0-9 -]", "", lower_case(text)))
}
