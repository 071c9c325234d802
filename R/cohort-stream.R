# Reads a cohort whose files are streamed past: what their rows say is counted, block by
# block, and no more than a block of a file is in memory.

read_stream_cohort <- function(study, call = rlang::caller_env()) {
  check_files(study, call)
  refuse_stream(study, call)
  persons <- if (has_code(study)) {
    new_persons(length(study$id$column) > 1 || study$id$leading_zeros == "drop")
  }
  waves <- lapply(stats::setNames(nm = names(study$waves)), function(name) {
    stream_wave(study, name, persons, call)
  })
  source <- new_stream_source(waves, study$id$column)
  if (!is.null(persons)) source <- linked_source(source, persons, study, call)
  surveys <- lapply(waves, `[[`, "survey")
  study <- complete_sets(study, surveys)
  check_waves(study, surveys, call)
  check_source(source, study, call)
  counted <- count_records(source, unlist(lapply(study$demographics, entry_columns)), call)
  surveys <- asked_columns(surveys, study, list(counted))
  check_codings(study, surveys, call)
  new_engine_cohort(study, list(source), surveys, counted$records)
}

# What a study says that blocks of rows can't do, each by itself.
refuse_stream <- function(study, call) {
  sources <- lapply(study$waves, wave_source, dir = study$dir)
  found <- c(
    attendance = !is.null(study$attendance), retrospective = !is.null(study$retrospective),
    codes = !is.null(study$codes), exclude = length(study$exclude) > 0,
    `waves: where` = any(vapply(study$waves, function(wave) length(wave$where) > 0, NA)),
    `waves: the same file twice` = anyDuplicated(sources) > 0,
    `id: max_edits` = isTRUE(study$id$max_edits > 0),
    `id: elements` = length(study$id$elements) > 0, `id: confirm` = length(study$id$confirm) > 0,
    `identifying: drop` = study$identifying == "drop"
  )
  if (!any(found)) return(invisible())
  what <- names(found)[found]
  abort_pairwave(
    c("Files that are streamed past are counted block by block.",
      x = "{.field {what}} need{?s/} all rows of a file at once.",
      i = "Read them: {.code read_cohort(study, rows = \"memory\")}."),
    "engine_rows", call = call
  )
}

# One wave: the tables of the columns that the study names, and whose each record is.
stream_wave <- function(study, name, persons, call) {
  given <- wave_source(study$waves[[name]], study$dir)
  blocks <- open_blocks(given, call)
  all <- rename_columns(empty_survey(blocks, call), study$waves[[name]]$rename, name, call)
  called <- names(all)
  id <- study$id$column
  wanted <- which(called %in% columns_of_study(study))
  is_code <- called[wanted] %in% id
  begun <- !is.null(persons)
  if (begun) begin_persons(persons, blocks$n_rows, FALSE)
  read <- column_tables(
    blocks, wanted, apart = which(is_code & !called[wanted] %in% columns_of_study(study, FALSE)),
    along = if (begun && all(id %in% called)) function(columns, from) {
      # Columns that turn out to be of another type come from the first block on once more.
      if (from == 0) begin_persons(persons, blocks$n_rows, TRUE)
      data <- new_frame(stats::setNames(columns[is_code], called[wanted][is_code]))
      add_persons(persons, from, block_codes(data, study, name), name, call)
    }, seen = if (begun) which(is_code) else integer(), call = call
  )
  survey <- survey_of_tables(blocks, wanted, read$tables, call)
  names(survey) <- called[wanted]
  survey <- number_texts(as_spss_numbers(survey), study, name, "error", call)
  refuse_identifying(survey, study, call)
  columns <- Map(function(table, at, column) {
    c(table[c("many", "values", "n")],
      list(at = at, final = column_slice(column, seq_along(table$n))))
  }, read$tables, wanted, unclass(survey)[called[wanted]])
  list(
    name = name, blocks = blocks, which = wanted, types = read$types, called = called,
    columns = stats::setNames(columns, called[wanted]), survey = survey_rows(survey, integer()),
    all = all
  )
}

# The source whose people are linked.
linked_source <- function(source, persons, study, call) {
  linked <- link_persons(persons, study$id$duplicates)
  source$persons <- persons
  source$people <- linked$people
  for (i in seq_along(source$waves)) {
    wave <- source$waves[[i]]
    wave[c("at", "uncoded", "standing")] <- list(i, linked$uncoded[i], linked$standing[i])
    if (study$id$duplicates == "most_complete") {
      wave$winners <- most_complete_rows(source, wave, study, call)
      wave$standing <- wave$standing + length(wave$winners)
    }
    source$waves[[i]] <- wave
  }
  source
}

# The columns of a file without rows.
empty_survey <- function(blocks, call) {
  none <- list(many = FALSE, read = logical())
  survey_of_tables(blocks, seq_along(blocks$names), rep(list(none), length(blocks$names)), call)
}

columns_of_study <- function(study, with_id = TRUE) {
  unique(c(
    if (with_id) study$id$column, unlist(lapply(study$scales, `[[`, "items")),
    unlist(lapply(study$demographics, entry_columns)), question_columns(study),
    unlist(lapply(study$checks$rules, `[[`, "column"))
  ))
}

# The codes of a block in UTF-8, NA or nothing for none. Those of a column of texts are taken
# as they are, so that R need not make its strings.
block_codes <- function(data, study, wave) {
  rule <- study_rule(study$id)
  if (length(study$id$column) > 1 || rule$leading_zeros == "drop") {
    return(record_codes(data, study$id$column, rule, wave))
  }
  codes <- data[[1]]
  if (is.character(codes) && !is.object(codes)) codes else utf8_code_texts(codes)
}

# Stops where scoring the rows would: each answer that is out of a scale's range counts.
check_source.pairwave_stream_source <- function(source, study, call = rlang::caller_env()) {
  for (wave in source$waves) for (scale in study$scales) {
    data <- lapply(stats::setNames(nm = scale$items), function(item) {
      of <- whole_table(wave, item, call)
      if (is.null(scale$range)) return(of$final)
      value <- numeric_answers(of$final)
      if (is.null(value)) return(of$final)
      out <- which(value < scale$range[1] | value > scale$range[2])
      column_slice(of$final, rep(out, of$n[out]))
    })
    n <- max(0L, lengths(data))
    data <- lapply(data, padded_column, n = n)
    item_answers(new_frame(data), scale$items, scale$range, call)
    whole <- vapply(scale$items, function(item) {
      value <- numeric_answers(wave$columns[[item]]$final)
      all(value == round(value), na.rm = TRUE)
    }, NA)
    if (!all(whole)) refuse_fractional_items(names(whole)[!whole], wave, call)
  }
}

# Sums of fractions depend on the order in which they are added.
refuse_fractional_items <- function(items, wave, call) {
  abort_pairwave(
    c("Items that are counted from patterns must have whole numbers.",
      x = "{.field {items}} {?has/have} others in {.file {basename(wave$blocks$path)}}.",
      i = "Read the rows: {.code read_cohort(study, rows = \"memory\")}."),
    "patterns", call = call
  )
}

# ---- several records of a person -----------------------------------------------

# The rows, in their order, that stand for people of several records by having most answers.
most_complete_rows <- function(source, wave, study, call) {
  rows <- of <- list()
  each_rows(wave$blocks$n_rows, function(from, n) {
    person <- whose_rows(source, wave, from, n)
    again <- which(person < 0)
    if (!length(again)) return()
    rows[[length(rows) + 1]] <<- from + again
    of[[length(of) + 1]] <<- -person[again]
  })
  rows <- unlist(rows)
  of <- unlist(of)
  if (!length(rows)) return(double())
  best <- order(of, -answers_of_rows(wave, rows, study, call), rows)
  sort(rows[best[!duplicated(of[best])]])
}

# How many cells each of these rows answered, the code aside. Blocks without any of them are
# not read.
answers_of_rows <- function(wave, rows, study, call) {
  blocks <- wave$blocks
  called <- wave$called
  rest <- setdiff(seq_along(called), wave$which)
  others <- column_tables(blocks, rest, call = call)
  survey <- survey_of_tables(blocks, rest, others$tables, call)
  which <- c(wave$which, rest)
  types <- c(wave$types, others$types)
  answered <- c(
    lapply(wave$columns, function(of) if (!of$many) is_answered(of$final)),
    Map(function(table, column) {
      if (!table$many) is_answered(column_slice(column, seq_along(table$n)))
    }, others$tables, unclass(survey))
  )
  values <- c(lapply(wave$columns, `[[`, "values"), lapply(others$tables, `[[`, "values"))
  counted <- !called[which] %in% study$id$column
  out <- integer(length(rows))
  size <- block_rows(length(which))
  for (from in unique((rows - 1) %/% size) * size) {
    here <- which(rows > from & rows <= from + size)
    columns <- read_block(blocks, which, types, from, min(size, blocks$n_rows - from),
                          call = call)
    for (k in which(counted)) {
      x <- columns[[k]][rows[here] - from]
      given <- if (is.null(answered[[k]])) is_answered(x) else
        answered[[k]][match(bare_values(x), values[[k]])]
      out[here] <- out[here] + given
    }
  }
  out
}
