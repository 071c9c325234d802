# Sources that count people and give no rows: a table of a database, several of them, a
# file that is streamed past. A source is asked for the patterns that people's measures
# make, and how many people share each; what follows from these is the estimate's.

# A source holds every wave of some people, and no person is in two of them: what
# several sources count adds up. Its methods:
#
# count_patterns(source, measures, call): a frame with a row for each distinct pattern
#   (some may stand several times, they are added up): a column for each of
#   measure_columns(measures), and `n`, a double, how many people show it. A person of a
#   wave is one record, whichever the study's rule for duplicates takes; who has no code
#   is a person of that wave alone. People without any record do not exist.
# count_records(source, columns, call): a list of `records`, a frame with a row for each
#   wave: `wave`, `records`, `blank` (without a code) and `people` (of the wave: distinct
#   codes and the blank), doubles; and `filled`, for each wave how many records have an
#   entry, be it user-missing, in each of the `columns` that the wave has, by name.
# count_products(source, wave, items, turned, call): of the people in the wave who
#   answered every item, `n`, `sums` (named by item) and `products` (a matrix); of items in
#   `turned`, named by item, the answer is that number less what was answered.
# count_values(source, wave, column, people, call): a frame with a row for each value that
#   stands in the column (`value`, user-missing codes as they are; some may stand several
#   times), and `n`, how many records of the wave have it or, with `people`, how many people.
# count_code_words(source, wave, words, call): how many records of the wave have a code that
#   is one of the words, by plain_wording() and without a colon or full stop at its end.
# wave_columns(source): for each wave its columns without rows, all of them.
# check_source(source, study, call): stops where reading the rows would: at answers
#   outside the range of a scale, at items that are no numbers.
# source_name(source): what messages and prints call it.

count_patterns <- function(source, measures, call = rlang::caller_env()) {
  UseMethod("count_patterns")
}

count_records <- function(source, columns, call = rlang::caller_env()) {
  UseMethod("count_records")
}

count_products <- function(source, wave, items, turned, call = rlang::caller_env()) {
  UseMethod("count_products")
}

count_values <- function(source, wave, column, people, call = rlang::caller_env()) {
  UseMethod("count_values")
}

count_code_words <- function(source, wave, words, call = rlang::caller_env()) {
  UseMethod("count_code_words")
}

wave_columns <- function(source) UseMethod("wave_columns")

check_source <- function(source, study, call = rlang::caller_env()) UseMethod("check_source")

source_name <- function(source) UseMethod("source_name")

# ---- measures: one figure of a person each ----------------------------------

# Whether the person has a record in the wave: 1 or 0.
presence_of <- function(wave) list(kind = "presence", wave = wave)

# Whether the person has a code: 1 or 0.
coded_measure <- function() list(kind = "coded")

# The sum of the items that the person answered in the wave, and how many these are: two
# columns, `sum` and `answered` behind the measure's name, NA without a record. Of `turned`
# items (named by item) the answer is that number less what was answered.
sum_of <- function(wave, items, turned = numeric()) {
  list(kind = "sum", wave = wave, items = items, turned = turned)
}

# Whether the person answered one of the items at least in the wave: 1 or 0, NA without a
# record.
answered_any <- function(wave, items) list(kind = "any", wave = wave, items = items)

# Whether the person answered all of the items in the wave, and each alike: 1 or 0, NA without
# a record.
answered_alike <- function(wave, items) list(kind = "alike", wave = wave, items = items)

# What stands in a column in the wave: numbers or text, user-missing codes as they are.
value_of <- function(wave, column) list(kind = "value", wave = wave, column = column)

# The answer in the first of the waves that has one, else the first user-missing code.
first_of <- function(waves, column) list(kind = "first", waves = waves, column = column)

# The columns of count_patterns(): those of the measures, by their names.
measure_columns <- function(measures) {
  unlist(Map(function(measure, name) {
    if (measure$kind == "sum") paste(name, c("sum", "answered"), sep = ".") else name
  }, measures, names(measures)), use.names = FALSE)
}

# A question with more answers than this is no table.
most_levels <- 1000L

# Tells whether a code is one of the words.
is_code_word <- function(codes, words) {
  plain_wording(sub("[:.]+$", "", as.character(codes))) %in% words
}

# ---- several sources --------------------------------------------------------

# The patterns of all sources together, each once.
patterns_of_sources <- function(sources, measures, call = rlang::caller_env()) {
  add_patterns(lapply(sources, function(source) count_patterns(source, measures, call)),
               measure_columns(measures))
}

# The values of a column in all sources together, each once, as count_values() has them.
values_of_sources <- function(sources, wave, column, people, call = rlang::caller_env()) {
  add_patterns(lapply(sources, function(source) {
    count_values(source, wave, column, people, call)
  }), "value")
}

# Frames of patterns as one, in which every pattern of `columns` stands once.
add_patterns <- function(frames, columns) {
  all <- stack_frames(lapply(frames, function(frame) frame[c(columns, "n")]))
  for (column in columns) all[[column]] <- without_negative_zero(all[[column]])
  if (!nrow(all)) return(all)
  place <- interaction_of(all[columns])
  first <- which(!duplicated(place))
  out <- frame_rows(all, first)
  out$n <- as.vector(rowsum(all$n, place, reorder = FALSE))
  check_exact_counts(out$n)
  out
}

# -0 and 0 are one answer, and so are NaN and NA.
without_negative_zero <- function(x) {
  if (!is.numeric(x)) return(x)
  x <- as.double(x) + 0
  x[is.nan(x)] <- NA
  x
}

# A number for each row, the same where all columns are.
interaction_of <- function(columns) {
  place <- rep(1, length(columns[[1]]))
  for (column in columns) {
    at <- match(column, unique(column))
    both <- place * (length(column) + 1) + at
    place <- match(both, unique(both))
  }
  place
}
