# Reads a file block by block, of which no more than a block is in memory: comma-separated
# text and SPSS files. What the whole file decides, such as the type of a column, the blocks
# decide together.

# Rows of a block by how many columns are wanted.
block_rows <- function(columns) max(2048, 2^18 %/% max(4, columns))

# Opens a file as read_survey() would, `given` being its arguments. Gives `path`, `format`,
# `n_rows`, `names` of all columns, `close()`, and what the format needs.
open_blocks <- function(given, call = rlang::caller_env()) {
  check_survey_file(given$path, call)
  format <- survey_format(given$path)
  switch(format,
    csv = open_csv_blocks(given, call),
    sav = open_sav_blocks(given, call),
    refuse_blocks(given$path, "Of files, {.val csv}, {.val sav} and {.val zsav} can be.", call)
  )
}

refuse_blocks <- function(path, why, call) {
  abort_pairwave(
    c("{.file {basename(path)}} can't be read block by block.", x = why,
      i = "Read its rows: {.code read_cohort(study, rows = \"memory\")}."),
    "engine_rows", call = call
  )
}

open_csv_blocks <- function(given, call) {
  path <- given$path
  skip <- read_skip(given$skip %||% 0, call)
  check_csv_options(given$delim, given$decimal_mark, call)
  check_header(given$header, skip[["lines"]], given$platform, call)
  context <- cli::format_inline("Can't read {.file {path}}.")
  file <- open_csv(path, given$encoding, given$delim, given$decimal_mark, context, call,
                   given$header, skip[["lines"]], given$platform, later = TRUE,
                   show = progress_of("Opening", path, file.size(path)))
  platform <- if (file$rows != 1 || length(given$header) > 1) "none" else given$platform
  layout <- find_platform(platform, file$names, function() cells_below(file), call)
  if (!is.null(layout)) {
    .Call(pw_call_csv_close, file$handle)
    refuse_blocks(path, "It is an export of a platform, whose layout needs all rows.", call)
  }
  heading <- csv_heading(file, NULL, file$place)
  passed <- min(skip[["rows"]], file$n_rows)
  list(
    path = path, format = "csv", names = heading$name, n_rows = file$n_rows - passed,
    passed = passed, given = given, file = file, context = context,
    na = enc2utf8(as.character(given$na %||% c("", "NA"))),
    close = function() .Call(pw_call_csv_close, file$handle)
  )
}

# SPSS: the rows that the file states, or that were counted; the last block proves which.
open_sav_blocks <- function(given, call) {
  context <- cli::format_inline("Can't read {.file {basename(given$path)}}.")
  file <- check_kernel(.Call(pw_call_sav_open, given$path, given$encoding), context, call = call,
                       remedies = spss_remedies)
  check_sav_end(file, given$path, file$rows, file$beyond, NULL, call)
  variables <- file$variables
  list(
    path = given$path, format = "sav", names = variables$name, n_rows = file$rows,
    given = given, file = file, context = context,
    prototypes = spss_prototypes(variables, seq_along(variables$name), file$labels, TRUE),
    close = function() .Call(pw_call_sav_close, file$handle)
  )
}

# Stops as reading all rows would where their number is not what the file states, or where
# they are damaged. `n_read` rows were read, `more` and a part of one, if `beyond`, follow.
check_sav_end <- function(file, path, n_read, beyond, damage, call, more = 0) {
  read <- list(file_rows = n_read + more, n_read = n_read, beyond = beyond, damage = damage)
  check_rows(file, read, Inf, 0, path, "error", call)
}

read_sav_block <- function(blocks, which, least, from, n, call) {
  last <- from + n == blocks$n_rows
  read <- check_kernel(
    .Call(pw_call_sav_rows, blocks$file$handle, which, as.double(from), as.double(n),
          blocks$prototypes[which], last && !blocks$file$counted, NULL),
    blocks$context, call = call, remedies = spss_remedies
  )
  if (last || read$n_read < n) {
    beyond <- if (last && !blocks$file$counted) read$rest else c(0, blocks$file$beyond)
    check_sav_end(blocks$file, blocks$path, from + read$n_read, beyond[2], read$damage, call,
                  more = beyond[1])
  }
  none <- logical(length(which))
  structure(read$columns, facts = list(
    types = least, zones = as.integer(none), unquoted = none, quoted_empty = none,
    share = (from + n) / max(1, blocks$n_rows)
  ))
}

# Columns of a few rows as those of the file, with what it says of itself.
sav_survey_of <- function(blocks, which, columns, n, call) {
  none <- read_spss(blocks$path, columns = blocks$names[which], n_max = 0,
                    encoding = blocks$given$encoding, call = call)
  columns <- Map(function(x, prototype) {
    if (is.logical(x)) column_slice(prototype, rep(NA_integer_, n)) else x
  }, columns, blocks$prototypes[which])
  survey <- structure(columns, names = names(none), class = class(none),
                      row.names = .set_row_names(n), survey = attr(none, "survey"))
  mark_known_columns(set_aside_time_codes(survey), call)
}

# Rows `from` + 1 and on, `n` of them, of the columns at `which`; of text files read as the
# types `least` or what their cells need beyond those, which the attribute `facts` says. Of
# a text file `counts` may have counts for columns, which rows are then added to where all
# columns fit `least`, or FALSE: none of their rows come back.
read_block <- function(blocks, which, least, from, n, counts = NULL,
                       call = rlang::caller_env()) {
  if (blocks$format == "sav") return(read_sav_block(blocks, which, least, from, n, call))
  check_csv(
    .Call(pw_call_csv_block, blocks$file$handle, which - 1L, least, counts, blocks$na,
          as.double(blocks$passed + from), as.double(n)),
    blocks$context, call, blocks$path
  )
}

# How many rows the block behind the first `from` has: about `size`.
rows_from <- function(blocks, from, size) {
  if (blocks$format == "sav") return(min(size, blocks$n_rows - from))
  check_kernel(
    .Call(pw_call_csv_block_rows, blocks$file$handle, as.double(blocks$passed + from),
          as.double(size)), blocks$context
  )
}

# The same function of a share, which is called five times a second at most, and at the end.
seldom <- function(show) {
  if (is.null(show)) return(function(share) NULL)
  last <- -Inf
  function(share) {
    now <- proc.time()[["elapsed"]]
    if (share < 1 && now - last < 0.2) return(invisible())
    last <<- now
    show(share)
  }
}

# Calls `do(columns, from, facts)` for block after block of the columns at `which`, as long
# as each fits the types `least`. Gives the types that all rows need: where those are others,
# what was done holds for the rows of some blocks only. `counts(fits)` has what read_block()
# adds rows to, as long as they fit.
each_block <- function(blocks, which, least, do, counts = NULL, call = rlang::caller_env()) {
  show <- seldom(progress_of("Reading", blocks$path, file.size(blocks$path)))
  size <- block_rows(length(which))
  fits <- TRUE
  read <- 0
  from <- 0
  repeat {
    n <- rows_from(blocks, from, size)
    added <- if (!is.null(counts)) counts(fits)
    columns <- read_block(blocks, which, least, from, n, added, call)
    facts <- attr(columns, "facts")
    attr(columns, "facts") <- NULL
    fits <- fits && all(facts$types == least)
    least <- facts$types
    if (fits) do(columns, from, facts)
    show(facts$share)
    # R would let blocks that are done with pile up.
    read <- read + 8 * sum(lengths(columns))
    if (read > 2^23) {
      columns <- NULL
      gc(full = FALSE)
      read <- 0
    }
    from <- from + n
    if (from >= blocks$n_rows) break
  }
  least
}

# What all rows say of the columns at `which`: for each the distinct values in the order in
# which they first occur (`values`), how many rows have each (`n`), and its type. More than
# `most` values are too many: nobody counts those. Columns at the places `apart` are not
# counted. `along` sees every block, perhaps from the first on once more, of which it has the
# rows of the columns at the places `seen`.
column_tables <- function(blocks, which, along = NULL, seen = integer(), most = 1e5,
                          apart = integer(), call = rlang::caller_env()) {
  least <- integer(length(which))
  zones <- least
  repeat {
    tables <- lapply(seq_along(which), function(k) {
      # The kernel counts numbers of text files as it reads them.
      numbers <- blocks$format == "csv" && least[k] != csv_types[["text"]]
      new_table(most, if (numbers && !k %in% c(seen, apart))
        if (least[k] == csv_types[["integer"]]) integer() else double())
    })
    facts <- list(unquoted = logical(length(which)), empty = logical(length(which)))
    needed <- each_block(blocks, which, least, function(columns, from, found) {
      zones <<- bitwOr(zones, found$zones)
      facts$unquoted <<- facts$unquoted | found$unquoted
      facts$empty <<- facts$empty | found$quoted_empty
      for (k in seq_along(which)) {
        if (k %in% apart) tables[[k]]$like <<- columns[[k]][0] else
          tables[[k]] <<- table_add(tables[[k]], columns[[k]], found$many[k])
      }
      if (!is.null(along)) along(columns, from)
    }, counts = function(fits) lapply(tables, function(table) {
      if (table$counted) if (fits && !table$many) table$counts else FALSE
    }), call = call)
    needed[zones == 3 & needed == csv_types[["time"]]] <- csv_types[["text"]]
    if (all(needed == least)) break
    least <- needed
  }
  tables <- Map(function(table, type, empty_is_na) {
    table_found(table, type, empty_is_na)
  }, tables, least, facts$empty & !facts$unquoted)
  list(tables = tables, types = least)
}

# The types of the kernel's reader of text files, from the narrowest to the widest.
csv_types <- c(integer = 0L, double = 1L, date = 2L, time = 3L, text = 4L)

# ---- the distinct values of a column ----------------------------------------

# `counted_as`: numbers like those that the kernel adds by itself; NULL where it does not.
new_table <- function(most, counted_as = NULL) {
  list(most = most, many = FALSE, counted = !is.null(counted_as),
       counts = if (!is.null(counted_as)) begin_counts(counted_as, most))
}

begin_counts <- function(like, most) {
  check_kernel(.Call(pw_call_counts_begin, like, as.integer(most)), "Can't count the answers.")
}

# `many`: whether there are too many answers for the kernel, where it counts by itself.
table_add <- function(table, x, many = FALSE) {
  if (table$many) return(table)
  if (is.null(table$like)) {
    table$like <- x[0]
    if (!table$counted && !is.character(x)) table$counts <- begin_counts(x, table$most)
  }
  if (table$counted) {
    table$many <- many > 0
    return(table)
  }
  if (is.character(x)) {
    x <- bare_values(x)
    fresh <- unique(x)
    table$values <- c(table$values, fresh[!fresh %in% table$values])
    counts <- tabulate(match(x, table$values), length(table$values))
    table$n <- c(table$n, numeric(length(table$values) - length(table$n))) + counts
    table$many <- length(table$values) > table$most
    return(table)
  }
  added <- .Call(pw_call_counts_add, table$counts, x)
  if (inherits(added, "pairwave_kernel_error") && added$code == "range") {
    table$many <- TRUE
  } else {
    check_kernel(added, "Can't count the answers.")
  }
  table
}

# The values of a column as reading all of it would have them. A quoted empty text is none
# where the column tells empty from missing nowhere.
table_found <- function(table, type, empty_is_na) {
  if (table$many) return(list(type = type, many = TRUE))
  values <- table$values
  n <- table$n
  if (!is.null(table$counts)) {
    found <- check_kernel(.Call(pw_call_counts_found, table$counts), "Can't count the answers.")
    values <- found$values
    n <- found$n
  }
  if (is.null(values)) values <- if (is.null(table$like)) logical() else table$like
  read <- values
  attributes(read) <- attributes(table$like)
  if (empty_is_na) read[!is.na(read) & !nzchar(read)] <- NA
  list(type = type, many = FALSE, values = values, n = n %||% numeric(), read = read)
}

# A column with missing answers behind it, up to `n` rows.
padded_column <- function(x, n) {
  column_slice(x, c(seq_along(x), rep(NA_integer_, n - length(x))))
}

# A survey of a few rows with the columns that reading the whole file would give: the
# values of `tables`, each column by itself, NA below those that it has.
survey_of_tables <- function(blocks, which, tables, call = rlang::caller_env()) {
  n <- max(0L, vapply(tables, function(table) length(table$read), 0L))
  columns <- lapply(tables, function(table) {
    if (table$many) return(rep(NA_character_, n))
    padded_column(table$read, n)
  })
  given <- blocks$given
  file <- blocks$file
  if (blocks$format == "sav") return(sav_survey_of(blocks, which, columns, n, call))
  file$n_rows <- n
  file$cells <- function(wanted, as_text, skip, n) {
    structure(columns[match(wanted, which)], names = NULL,
              ragged = list(line = double(), fields = double(), beyond = character()))
  }
  read_scanned(file, blocks$path, columns = blocks$names[which], platform = "none",
               na = blocks$na, key = given$key, choices = given$choices, call = call)
}
