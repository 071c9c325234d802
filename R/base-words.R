# Finds the words of a reader's language. English stands in the code and in the tables of
# print-words; inst/words/ has for each of its texts what the other languages say. Nothing
# is translated before it is shown: frames hold codes and their English words.

languages <- c("en", "de", "fr", "es", "cy")

# How what is being shown is to be written: a list with `language`, `house`, `decimals`
# and `words`, as a study has it under `style`; NULL for none.
style_shown <- function() getOption("pairwave.style")

language_shown <- function() style_shown()[["language"]] %||% "en"

# Writes in this style until the calling function ends. By hand, because what rlang does
# for it is compiled anew in each session, which takes longer than a cohort to read.
local_style <- function(style, frame = parent.frame()) {
  before <- options(pairwave.style = style)
  do.call(on.exit, list(bquote(options(.(before))), add = TRUE), envir = frame)
}

# A text of the package in the reader's language, with values in its {holes}. Values are
# put in as they are, several at a time; NULL is nothing.
worded <- function(.text, ...) fill_holes(in_language(.text), list(...))

# Texts in the reader's language, by the study's own words where it has some; a text
# that the table lacks stays English.
in_language <- function(text) {
  style <- style_shown()
  if (is.null(style)) return(text)
  words <- style$words
  own <- match(text, names(words))
  out <- text_in(text, language_shown())
  out[!is.na(own)] <- unlist(words)[own[!is.na(own)]]
  out
}

text_in <- function(text, language) {
  if (language == "en") return(text)
  found <- language_words(language)[text]
  plain <- vapply(found, is_text, NA)
  out <- text
  out[plain] <- unlist(found[plain], use.names = FALSE)
  out
}

# The table of a language: by the English text its words, or a list of them by form of
# number. It is read once.
read_words <- new.env(parent = emptyenv())
language_words <- function(language) {
  if (is.null(read_words[[language]])) {
    path <- system.file("words", paste0(language, ".yml"), package = "pairwave",
                        mustWork = TRUE)
    lines <- readLines(path, encoding = "UTF-8", warn = FALSE)
    read_words[[language]] <- yaml::yaml.load(paste(lines, collapse = "\n"))
  }
  read_words[[language]]
}

# Which form a number asks for, by the plural rules of Unicode's CLDR (release 44) for
# whole numbers.
plural_form <- function(n, language) {
  switch(language,
    fr = if (abs(n) < 2) "one" else "other",
    cy = if (n %in% c(0:3, 6)) {
      c("zero", "one", "two", "few", "", "", "many")[n + 1]
    } else "other",
    if (n == 1) "one" else "other"
  )
}

# "1 scale", "3 scales" in the reader's language; `many` names the entry "{n} scales" of
# its table.
number_of <- function(n, one, many, number = n) {
  form <- if (language_shown() != "en") form_of(n, NULL, paste("{n}", many))
  if (is.null(form)) return(paste(number, if (n == 1) one else many))
  fill_holes(form, list(n = number))
}

# Of the template `many`, by whose English text its language has several, the form for a
# number; in English one of the two.
form_of <- function(n, one, many) {
  language <- language_shown()
  forms <- if (language != "en") language_words(language)[[many]]
  # NULL where there is no such entry and no word for one.
  if (is.null(forms)) return(if (n %in% 1 || is.null(one)) one else many)
  if (is_text(forms)) return(forms)
  forms[[plural_form(n, language)]] %||% forms$other
}

# Each {hole} of a template by the value of its name.
fill_holes <- function(template, values) {
  if (!length(values)) return(template)
  open <- gregexpr("\\{[a-z_0-9]+\\}", template)
  holes <- regmatches(template, open)[[1]]
  between <- regmatches(template, open, invert = TRUE)[[1]]
  pieces <- values[substr(holes, 2, nchar(holes) - 1)]
  do.call(paste0, c(unname(rbind(as.list(between), c(pieces, list(""))))))
}

# A number with its decimal point as the language has it.
decimal_mark <- function() if (language_shown() %in% c("de", "fr", "es")) "," else "."

with_decimal_mark <- function(text) {
  if (decimal_mark() == ".") text else sub(".", ",", text, fixed = TRUE)
}

# What stands between thousands (Duden, Lexique des règles typographiques, RAE).
group_mark <- function() {
  switch(language_shown(), de = ".", fr = "\u202f", es = "\u202f", ",")
}

# "73.3%", "73,3 %" with a space that does not break.
with_percent <- function(text) {
  paste0(text, switch(language_shown(), de = , es = "\u00a0%", fr = "\u202f%", "%"))
}
