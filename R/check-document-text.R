# The text of a document by lines, and the numbers in it that are written as statistics.

document_lines <- function(path, ending, call = rlang::caller_env()) {
  if (ending == "docx") return(word_lines(path, call))
  lines <- readLines(path, encoding = "UTF-8", warn = FALSE)
  lines[!validUTF8(lines)] <- iconv(lines[!validUTF8(lines)], "latin1", "UTF-8")
  if (ending %in% c("rmd", "qmd")) lines <- without_code(lines)
  if (ending %in% c("html", "htm")) lines <- markup_lines(lines)
  plain_numbers(lines)
}

# Paragraphs of Word's main text.
word_lines <- function(path, call) {
  xml <- tryCatch({
    entries <- archive_entries(path, call)
    main <- which(entries$name == "word/document.xml")
    texts_of_bytes(archive_bytes(entries, main, most_archive_bytes(), call))
  }, pairwave_error = function(cnd) character())
  if (!length(xml)) {
    abort_pairwave(c("A Word file must be an archive with its text in it.",
                     x = "{.path {path}} has none."), "input", call = call)
  }
  xml <- gsub("[\r\n]", "", xml[1])
  lines <- strsplit(xml, "</w:p>", fixed = TRUE)[[1]]
  lines <- gsub("<[^>]*>", "", gsub("<w:(tab|br)/>", " ", lines))
  # Cells are paragraphs: a number does not go on in the next.
  paste0(plain_numbers(without_entities(lines)), "\t")
}

# Lines of markup as text: what is between tags, without scripts and styles. A tag may go
# over several lines, of which each stays a line.
markup_lines <- function(lines) {
  text <- paste(lines, collapse = "\n")
  blank <- function(pattern, between) {
    at <- gregexpr(pattern, text, perl = TRUE)
    found <- regmatches(text, at)
    regmatches(text, at) <<- lapply(found, function(tags) {
      paste0(between(tags), gsub("[^\n]", "", tags))
    })
  }
  blank("(?is)<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->", function(tags) rep("", length(tags)))
  # Cells stand apart, parts of a word together.
  blank("(?s)<[/!?a-zA-Z][^>]*>", function(tags) {
    ifelse(grepl("^</?(td|th|tr|p|li|div|br|h[1-6])\\b", tags, perl = TRUE), " \t ", "")
  })
  without_entities(strsplit(paste0(text, "\n"), "\n", fixed = TRUE)[[1]])
}

without_entities <- function(text) {
  for (name in names(markup_entities)) {
    text <- gsub(name, markup_entities[[name]], text, fixed = TRUE)
  }
  text
}

markup_entities <- c(
  "&lt;" = "<", "&gt;" = ">", "&nbsp;" = " ", "&#160;" = " ", "&minus;" = "-", "&#8722;" = "-",
  "&#39;" = "'", "&quot;" = "\"", "&amp;" = "&"
)

# What R Markdown says by itself: no header, no chunks, no code in a line.
without_code <- function(lines) {
  inside <- FALSE
  header <- which(grepl("^---\\s*$", lines))
  if (length(header) > 1 && header[1] == 1) lines[seq_len(header[2])] <- ""
  for (i in seq_along(lines)) {
    fence <- grepl("^\\s*```", lines[i])
    if (fence || inside) lines[i] <- ""
    if (fence) inside <- !inside
  }
  gsub("`[^`]*`", " ", lines)
}

# Escapes, minus signs and blanks of every kind as one of each.
plain_numbers <- function(lines) {
  lines <- gsub("&#91;", "[", gsub("&#93;", "]", lines, fixed = TRUE), fixed = TRUE)
  lines <- gsub("\\\\([][(){}<>%*_.-])", "\\1", lines, perl = TRUE)
  lines <- gsub("[\u2212\u2011]", "-", lines)
  lines <- gsub("[\u00a0\u2009\u202f\u2007]", " ", lines)
  gsub("\u03b1", "alpha", gsub("\u03c9", "omega", lines))
}

# Every number that is written as a statistic is, from the most particular form to the
# least: what one form has taken no other sees. A line may end within one.
numbers_of_text <- function(lines) {
  text <- paste(lines, collapse = "\n")
  ends <- cumsum(nchar(lines) + 1L)
  found <- list()
  for (kind in names(number_forms)) {
    at <- gregexpr(number_forms[[kind]], text, perl = TRUE)[[1]]
    if (at[1] < 0) next
    written <- regmatches(text, list(at))[[1]]
    numbers <- lapply(gsub("\n", " ", written, fixed = TRUE), read_number, kind = kind)
    # What is no interval may hold another number.
    taken <- !kind %in% c("interval", "ci") | lengths(numbers) > 0
    for (i in which(lengths(numbers) > 0)) {
      line <- 1L + sum(ends < at[i])
      found[[length(found) + 1]] <- c(list(line = line, at = at[i]), numbers[[i]])
    }
    marked <- ifelse(taken, strrep("\u00a7", nchar(written)), written)
    regmatches(text, list(at)) <- list(marked)
  }
  found[order(vapply(found, `[[`, 1L, "at"))]
}

# Signs and points of one number.
one_number <- "-?(?:[0-9]+(?:[.][0-9]+)?|[.][0-9]+)"

number_forms <- local({
  no_letter <- "(?<![A-Za-z0-9_.\u00a7-])"
  ends <- "(?![0-9A-Za-z_]|[.][0-9])"
  between <- "(?:,|;|to|\u2013)"
  gap <- "[ \n]?"
  limits <- paste0(one_number, "%?", gap, between, gap, one_number, "%?")
  named <- "(?:M|Mean|SD|d|d_av|alpha|omega|Md)"
  c(
    interval = paste0(no_letter, "(?:", one_number, "%?[ \n])?[\\[(](?:", one_number,
                      "% CI:?[ \n])?", limits, "[\\])]"),
    ci = paste0(no_letter, "(?:", one_number, "%?[,;]?[ \n][(\\[]?)?", one_number,
                "%[ \n]CI:?[ \n]", limits, ends),
    level = paste0(no_letter, one_number, gap, "%(?:[ \n](?:CI|confidence|interval))"),
    test = paste0("(?<![A-Za-z])[tF]", gap, "\\(", one_number, "(?:,", gap, one_number, ")?\\)",
                  gap, "=", gap, one_number, ends),
    p = paste0("(?<![A-Za-z])[pP]", gap, "[=<>\u2264]", gap, one_number, ends),
    n = paste0("(?<![A-Za-z])[nN]", gap, "=", gap, "[0-9]+(?:,[0-9]{3})*", ends),
    named = paste0("(?<![A-Za-z])", named, gap, "=", gap, one_number, ends),
    count = paste0(no_letter, "[0-9]+ \\([0-9]+(?:[.][0-9]+)?%\\)"),
    percent = paste0(no_letter, "[0-9]+(?:[.][0-9]+)?", gap, "(?:%|per", gap, "cent\\b)"),
    decimal = paste0(no_letter, "-?[0-9]*[.][0-9]{2,}(?!/)", ends)
  )
})

# The parts of a written number as texts; nothing for what is none.
read_number <- function(kind, written) {
  if (kind == "level") return(NULL)
  if (kind == "ci") kind <- "interval"
  body <- if (kind == "interval") gsub("[0-9.]+% CI:?", "", written) else
    sub("per ?cent", "", written)
  texts <- regmatches(body, gregexpr(one_number, body, perl = TRUE))[[1]]
  texts <- sub("^(-?)[.]", "\\10.", texts)
  if (kind == "n") texts <- gsub("[^0-9]", "", written)
  # A pair in brackets may be anything: only decimals make it limits.
  if (kind == "interval" && !any(grepl(".", texts, fixed = TRUE))) return(NULL)
  parts <- switch(
    kind,
    interval = stats::setNames(
      as.list(texts), utils::tail(c("estimate", "low", "high"), length(texts))
    ),
    test = stats::setNames(
      as.list(texts), if (length(texts) == 3) c("df1", "df2", "estimate") else c("df1", "estimate")
    ),
    count = list(n = texts[1], estimate = texts[2]),
    list(estimate = texts[1])
  )
  list(
    kind = kind, written = written, parts = parts,
    value = as.double(if (kind == "test") parts$estimate else parts[[1]]),
    sign = if (kind == "p") sub("^[pP] ?(.).*", "\\1", written) else "",
    name = if (kind == "named") sub(" ?=.*", "", written) else ""
  )
}
