# Makes small pieces of text: plurals, lists of words, capitals, lines that
# fit a width.

# "1 record has" or "3 records have"; `number` is `n` as it is to be written.
said_of <- function(n, one, many, number = n) number_of(n, one, many, number)

# "2 notes"; nothing for none.
counted <- function(n, what) {
  if (n > 0) said_of(n, what, paste0(what, if (n > 1) "s"))
}

# "1 student" or "2 students": `people` are the words for one and for many.
count_people <- function(n, people) {
  if (identical(people, text_in(usual_people, language_shown()))) people <- usual_people
  said_of(n, people[1], people[2], format(n))
}

usual_people <- c("person", "people")

# What people are called: as somebody asks, or by the words of the reader's language and
# the study.
people_words <- function(people) {
  if (identical(people, usual_people)) in_language(people) else people
}

# A text as the beginning of a sentence.
capital <- function(text) {
  paste0(upper_case(substr(text, 1, 1)), substring(text, 2))
}

# "a, b and c".
and_words <- function(parts) {
  last <- length(parts)
  if (last < 2) return(parts)
  some <- paste(parts[-last], collapse = ", ")
  words <- if (language_shown() != "en") language_words(language_shown())[["{some} and {last}"]]
  if (!is.list(words)) return(worded("{some} and {last}", some = some, last = parts[last]))
  form <- if (begins_with_vowel(parts[last], language_shown())) "vowel" else "other"
  fill_holes(words[[form]], list(some = some, last = parts[last]))
}

# Before what Spanish says e for y, and Welsh ac for a.
begins_with_vowel <- function(text, language) {
  grepl(if (language == "es") "^h?i(?![ae])" else "^[aeiouwy\u00e2\u00ea\u00ee\u00f4\u0175]",
        lower_case(text), perl = TRUE)
}

wrap_lines <- function(text, width) {
  vapply(text, function(one) paste(strwrap(one, width), collapse = "\n"), "",
         USE.NAMES = FALSE)
}

paste_or_na <- function(text) {
  if (length(text)) paste(text, collapse = "; ") else NA_character_
}

# Within each group: how many there are, and each one's number.
ave_count <- function(group) {
  first <- match(group, group)
  tabulate(first, length(group))[first]
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

# Texts cut to a width. (Each on its own: cli 3.6.0 cuts several to one width
# wrongly.)
cut_text <- function(text, width) {
  long <- display_width(text) > width
  text[long] <- vapply(text[long], function(one) {
    as.character(cli::ansi_strtrim(one, width))
  }, "", USE.NAMES = FALSE)
  unname(text)
}

# Text in lines that fit, by what is seen on the screen.
wrap_text <- function(text, width) {
  unlist(lapply(text, function(one) {
    words <- strsplit(one, " ", fixed = TRUE)[[1]]
    if (!length(words)) return(one)
    wide <- display_width(words)
    line <- integer(length(words))
    taken <- -1
    for (i in seq_along(words)) {
      taken <- taken + 1 + wide[i]
      if (i > 1 && taken > width) {
        line[i] <- 1L
        taken <- wide[i]
      }
    }
    vapply(split(words, cumsum(line)), paste, "", collapse = " ", USE.NAMES = FALSE)
  }))
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

pad_text <- function(text, width, align, wide = display_width(text)) {
  blank <- strrep(" ", pmax(0, width - wide))
  if (align == "l") paste0(text, blank) else paste0(blank, text)
}
