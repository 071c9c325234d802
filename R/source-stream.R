# Waves that are files, streamed past: a source that counts. What is kept of a file is the
# distinct values of the columns that the study names; of people with codes their codes, and
# for each record whose it is.

# `waves` has, by name, for each: `blocks` (see open_blocks()), `which` and `types` of the
# columns that are read, `columns` by name (place in `which`, the raw `values` of the table,
# `n`, and `final`, the column that reading would make of those values), `all` the columns of
# the file without rows and `survey` those that are read, and, with codes,
# its number `at` among the waves of `persons` (see new_persons()), how many of its records
# are `uncoded` and `standing` for somebody, and `winners`, the rows that were chosen to stand
# for people of several records. `people` is how many codes there are; both are NULL without.
# `id` names the columns of codes.
new_stream_source <- function(waves, id, persons = NULL, people = NULL) {
  structure(list(waves = waves, id = id, persons = persons, people = people),
            class = "pairwave_stream_source")
}

source_name.pairwave_stream_source <- function(source) {
  paste(unique(vapply(source$waves, function(wave) basename(wave$blocks$path), "")),
        collapse = ", ")
}

count_records.pairwave_stream_source <- function(source, columns,
                                                 call = rlang::caller_env()) {
  waves <- source$waves
  count <- function(of) vapply(waves, of, 0, USE.NAMES = FALSE)
  filled <- lapply(waves, function(wave) {
    has <- intersect(columns, names(wave$columns))
    vapply(stats::setNames(nm = has), function(column) {
      of <- whole_table(wave, column, call)
      sum(of$n[is_entry(of$final)])
    }, 0)
  })
  list(
    records = new_frame(list(
      wave = names(waves),
      records = count(function(wave) as.double(wave$blocks$n_rows)),
      blank = count(function(wave) {
        as.double(wave$uncoded %||% wave$blocks$n_rows)
      }),
      people = count(function(wave) {
        as.double(wave$standing %||% wave$blocks$n_rows)
      })
    )),
    filled = filled
  )
}

count_values.pairwave_stream_source <- function(source, wave, column, people,
                                                call = rlang::caller_env()) {
  of <- source$waves[[wave]]
  table <- whole_table(of, column, call)
  values <- bare_values(table$final)
  if (!people || is.null(of$at) || of$standing == of$blocks$n_rows) {
    return(new_frame(list(value = values, n = table$n)))
  }
  tally <- new_patterns(1L)
  each_measured(of, list(cell = value_of(wave, column)), function(block, from) {
    stands <- whose_rows(source, of, from, length(block[[1]])) >= 0
    tally$add(list(block[[1]][stands]))
  }, call)
  found <- tally$found()
  new_frame(list(value = values[found$answers[[1]]], n = found$count))
}

count_code_words.pairwave_stream_source <- function(source, wave, words,
                                                    call = rlang::caller_env()) {
  of <- source$waves[[wave]]
  id <- vapply(of$columns[intersect(source$id, names(of$columns))], `[[`, 0L, "at")
  if (!length(id)) return(0)
  n <- 0
  each_block(of$blocks, sort(id), of$types[match(sort(id), of$which)],
             function(columns, from, facts) {
    n <<- n + sum(Reduce(`|`, lapply(columns, function(x) is_code_word(bare_values(x), words))))
  }, call = call)
  n
}

wave_columns.pairwave_stream_source <- function(source) {
  lapply(source$waves, function(wave) {
    survey <- wave$all
    for (column in names(wave$survey)) survey[[column]] <- wave$survey[[column]]
    survey
  })
}

# Tells which values are an entry, be it a code for a missing answer.
is_entry <- function(column) {
  value <- bare_values(column)
  !is.na(value) & (!is.character(value) | nzchar(trimws(value)))
}

# The table of a column of a wave, unless there are too many values to count.
whole_table <- function(wave, column, call) {
  of <- wave$columns[[column]]
  if (!of$many) return(of)
  abort_pairwave(
    c("A column whose answers are counted must have at most 100,000 different ones.",
      x = "{.field {column}} has more in {.file {basename(wave$blocks$path)}}.",
      i = "Is it free text? Else read the rows: {.code read_cohort(study, rows = \"memory\")}."),
    "engine_rows", call = call
  )
}

# ---- measures of records ------------------------------------------------------

# What has to be known of each record of a wave: by name, the measure, or for `first` and
# `value` the column whose place in its table is asked for.
cells_of_wave <- function(measures, wave) {
  cells <- list()
  for (name in names(measures)) {
    measure <- measures[[name]]
    if (measure$kind %in% c("sum", "any", "alike", "value") && measure$wave == wave) {
      cells[[name]] <- measure
    }
    if (measure$kind == "first" && wave %in% measure$waves) {
      cells[[name]] <- value_of(wave, measure$column)
    }
  }
  cells
}

cell_names <- function(cells) measure_columns(cells)

# The measures of the records of a block: a list of doubles.
measure_block <- function(wave, cells, columns, which, call) {
  of <- lapply(wave$columns, function(column) column$at)
  raw <- function(column) bare_values(columns[[match(of[[column]], which)]])
  out <- lapply(cells, function(cell) {
    if (cell$kind == "value") {
      return(list(as.double(match(raw(cell$column), whole_table(wave, cell$column, call)$values))))
    }
    total <- answered <- alike <- numeric(length(columns[[1]]))
    first <- NULL
    for (item in cell$items) {
      x <- item_numbers(raw(item), whole_table(wave, item, call))
      given <- !is.na(x)
      answered <- answered + given
      if (cell$kind == "any") next
      if (cell$kind == "alike") {
        first <- first %||% x
        alike <- alike + (x == first) %in% TRUE
        next
      }
      if (item %in% names(cell$turned)) x <- cell$turned[[item]] - x
      x[!given] <- 0
      total <- total + x
    }
    switch(cell$kind, any = list(as.double(answered > 0)),
           alike = list(as.double(alike == length(cell$items))), list(total, answered))
  })
  stats::setNames(unlist(out, recursive = FALSE), cell_names(cells))
}

# The answers to an item as numbers. Where reading changes none of its values, they are
# not looked up.
item_numbers <- function(x, of) {
  number <- numeric_answers(of$final)
  if (is.numeric(of$values) && identical(as.double(of$values), as.double(number))) {
    return(as.double(x))
  }
  as.double(number)[match(x, of$values)]
}

columns_of_cells <- function(cells) {
  unique(unlist(lapply(cells, function(cell) c(cell$column, cell$items))))
}

# Runs `do(measures, from)` over the blocks of a wave.
each_measured <- function(wave, cells, do, call) {
  at <- vapply(wave$columns[columns_of_cells(cells)], function(column) column$at, 0L)
  which <- sort(unique(at))
  types <- wave$types[match(which, wave$which)]
  each_block(wave$blocks, which, types, function(columns, from, facts) {
    do(measure_block(wave, cells, columns, which, call), from)
  }, call = call)
  invisible()
}

# ---- patterns -----------------------------------------------------------------

count_patterns.pairwave_stream_source <- function(source, measures,
                                                  call = rlang::caller_env()) {
  waves <- names(source$waves)
  cells <- lapply(stats::setNames(nm = waves), function(wave) cells_of_wave(measures, wave))
  counted <- if (is.null(source$people)) {
    lapply(waves, function(wave) patterns_of_wave(source, wave, cells, call))
  } else {
    list(patterns_of_people(source, cells, call))
  }
  stack_frames(lapply(counted, decoded_patterns, source = source, measures = measures))
}

# The columns of patterns before they are decoded: presence in each wave, whether there is
# a code, then the measures of each wave.
pattern_columns <- function(cells) {
  c(paste0("in ", names(cells)), "coded",
    unlist(lapply(names(cells), function(wave) {
      paste(wave, cell_names(cells[[wave]]), recycle0 = TRUE)
    })))
}

# Without codes the records of a wave are people of that wave alone.
patterns_of_wave <- function(source, wave, cells, call) {
  of <- source$waves[[wave]]
  mine <- cells[[wave]]
  columns <- pattern_columns(cells)
  if (length(mine) == 0) {
    answers <- list()
    n <- as.double(of$blocks$n_rows)
    n <- n[n > 0]
  } else if (length(mine) == 1 && mine[[1]]$kind == "value") {
    table <- whole_table(of, mine[[1]]$column, call)
    answers <- list(as.double(seq_along(table$n)))
    n <- table$n
  } else {
    tally <- new_patterns(length(cell_names(mine)))
    each_measured(of, mine, function(block, from) tally$add(block), call)
    found <- tally$found()
    answers <- found$answers
    n <- found$count
  }
  names(answers) <- paste(wave, cell_names(mine), recycle0 = TRUE)
  out <- lapply(stats::setNames(nm = columns), function(column) {
    if (column %in% names(answers)) return(answers[[column]])
    rep(if (column == "coded") 0 else if (startsWith(column, "in "))
      as.double(column == paste0("in ", wave)) else NA_real_, length(n))
  })
  new_frame(c(out, list(n = n)))
}

# People who are found in several waves by their codes, and those of one wave who gave none.
patterns_of_people <- function(source, cells, call) {
  columns <- pattern_columns(cells)
  width <- lengths(lapply(cells, cell_names))
  joined <- new_joined(source$people, length(cells), columns, max(width))
  before <- length(cells) + 1 + cumsum(c(0, width))
  for (i in seq_along(cells)) {
    wave <- source$waves[[names(cells)[i]]]
    add <- function(block, from, n) {
      joined$add(i, whose_rows(source, wave, from, n), before[i] + 1, block)
    }
    if (width[i] == 0) {
      each_rows(wave$blocks$n_rows, function(from, n) add(list(), from, n))
    } else {
      each_measured(wave, cells[[i]], function(block, from) {
        add(block, from, length(block[[1]]))
      }, call)
    }
  }
  joined$found()
}

# Whose the `n` records after `from` of a wave are, see persons_of().
whose_rows <- function(source, wave, from, n) {
  person <- persons_of(source$persons, wave$at, from, n)
  chosen <- findInterval(c(from, from + n), wave$winners %||% double())
  here <- wave$winners[seq_len(chosen[2] - chosen[1]) + chosen[1]] - from
  person[here] <- -person[here]
  person
}

# Calls `do(from, n)` for stretches of `n_rows` rows.
each_rows <- function(n_rows, do) {
  size <- block_rows(1)
  for (from in seq(0, max(0, n_rows - 1), size)) do(from, min(size, n_rows - from))
}

# A tally that grows block by block.
new_patterns <- function(width) {
  handle <- .Call(pw_call_patterns_begin, as.integer(width))
  list(
    add = function(block) {
      check_kernel(.Call(pw_call_patterns_add, handle, unname(block)), "Can't count the patterns.")
    },
    found = function() {
      check_kernel(.Call(pw_call_patterns_found, handle), "Can't count the patterns.")
    }
  )
}

# Patterns with the values that places in tables stand for.
decoded_patterns <- function(found, source, measures) {
  out <- list()
  for (name in names(measures)) {
    measure <- measures[[name]]
    value <- function(wave, column) {
      bare_values(source$waves[[wave]]$columns[[column]]$final)[found[[paste(wave, name)]]]
    }
    if (measure$kind == "sum") {
      for (part in c("sum", "answered")) {
        out[[paste(name, part, sep = ".")]] <- found[[paste0(measure$wave, " ", name, ".", part)]]
      }
    } else {
      out[[name]] <- switch(measure$kind,
        presence = found[[paste("in", measure$wave)]],
        coded = found$coded,
        any = , alike = found[[paste(measure$wave, name)]],
        value = value(measure$wave, measure$column),
        first = first_known(
          lapply(measure$waves, value, column = measure$column),
          lapply(measure$waves, function(wave) {
            final <- source$waves[[wave]]$columns[[measure$column]]$final
            (is_missing_answer(final) | is_blank_text(final))[found[[paste(wave, name)]]]
          })
        )
      )
    }
  }
  new_frame(c(out, list(n = found$n)))
}

# ---- sums of products ----------------------------------------------------------

count_products.pairwave_stream_source <- function(source, wave, items, turned,
                                                  call = rlang::caller_env()) {
  of <- source$waves[[wave]]
  cells <- stats::setNames(lapply(items, function(item) sum_of(wave, item, turned)), items)
  n <- 0
  sums <- stats::setNames(numeric(length(items)), items)
  products <- matrix(0, length(items), length(items), dimnames = list(items, items))
  each_measured(of, cells, function(block, from) {
    rows <- seq_along(block[[1]])
    answered <- Reduce(`+`, block[paste0(items, ".answered")])
    complete <- answered == length(items)
    if (!is.null(of$at)) complete <- complete & whose_rows(source, of, from, length(rows)) >= 0
    sums_of_rows <- lapply(block[paste0(items, ".sum")], `[`, complete)
    x <- matrix(as.double(unlist(sums_of_rows, use.names = FALSE)), ncol = length(items))
    n <<- n + nrow(x)
    sums <<- sums + colSums(x)
    products <<- products + crossprod(x)
  }, call)
  list(n = n, sums = sums, products = products)
}
