# Makes small pieces of text: plurals, lists of words, capitals, lines that
# fit a width.

# "1 record has" or "3 records have".
said_of <- function(n, one, many) paste(n, if (n == 1) one else many)

sentence <- function(text) {
  paste0(toupper(substr(text, 1, 1)), substring(text, 2))
}

first_capital <- function(text) {
  paste0(toupper(substr(text, 1, 1)), substring(text, 2))
}

# 1 student, 2 students.
count_people <- function(n, people) {
  paste(format(n), if (n == 1) people[1] else people[2])
}

# "a, b and c".
and_words <- function(parts) {
  last <- length(parts)
  if (last < 2) return(parts)
  paste(paste(parts[-last], collapse = ", "), "and", parts[last])
}

wrap_lines <- function(text, width) {
  vapply(text, function(one) paste(strwrap(one, width), collapse = "\n"), "",
         USE.NAMES = FALSE)
}

paste_or_na <- function(text) {
  if (length(text)) paste(text, collapse = "; ") else NA_character_
}

ave_number <- function(group) stats::ave(seq_along(group), group, FUN = seq_along)

# The second of two equal names ends in _2.
unique_names <- function(name) {
  if (length(name) == 0) {
    return(character())
  }
  number <- ave_number(match(name, name))
  out <- ifelse(number > 1, paste0(name, "_", number), name)
  make.unique(out, sep = "_")
}

# One line: no line ends, no blanks at the ends, blanks of every width as one,
# and none without width.
squash <- function(x) {
  x <- gsub("[\u200b\u2060\ufeff]", "", x)
  trimws(gsub("[[:space:]\u00a0\u2000-\u200a\u202f\u205f\u3000]+", " ", x))
}

# "2 notes"; nothing for none.
counted <- function(n, what) {
  if (n > 0) paste0(n, " ", what, if (n > 1) "s")
}

# Texts cut to a width. (Each on its own: cli 3.6.0 cuts several to one width
# wrongly.)
cut_text <- function(text, width) {
  long <- display_width(text) > width
  text[long] <- vapply(text[long], function(one) {
    as.character(cli::ansi_strtrim(one, width))
  }, "", USE.NAMES = FALSE)
  unname(text)
}

capital <- function(text) paste0(toupper(substr(text, 1, 1)), substring(text, 2))

# Text in lines that fit, by what is seen on the screen.
wrap_text <- function(text, width) {
  unlist(lapply(text, function(one) {
    words <- strsplit(one, " ", fixed = TRUE)[[1]]
    lines <- character()
    line <- words[1]
    for (word in words[-1]) {
      if (display_width(line) + 1 + display_width(word) > width) {
        lines <- c(lines, line)
        line <- word
      } else {
        line <- paste(line, word)
      }
    }
    c(lines, line)
  }))
}

# Blanks and line breaks become one blank, NA no text. What is no text, but
# tells a terminal or a reader what to do, becomes U+FFFD: control characters,
# the marks that turn the direction of the text after them (a single mark of
# direction beside a letter, as Arabic and Hebrew have, stays), numbers that are
# no characters, and bytes that are not UTF-8.
one_line <- function(text) {
  gsub("[[:space:]\u0085\u2028\u2029]+", " ", only_text(text))
}

# Width is what the text takes on the screen: a wide East Asian character
# takes two places, a combining accent none.
# Columns of the console that a text takes; cli knows the width of every letter,
# and is asked where there are others than ASCII's.
display_width <- function(text) {
  width <- nchar(text, "bytes")
  wide <- grepl("[^ -~]", text)
  if (any(wide)) width[wide] <- cli::ansi_nchar(text[wide], type = "width")
  width
}

# The width of the console, as cli takes it from its option or R's.
console_width <- function() getOption("cli.width", getOption("width"))

pad_text <- function(text, width, align) {
  blank <- strrep(" ", pmax(0, width - display_width(text)))
  if (align == "l") paste0(text, blank) else paste0(blank, text)
}
