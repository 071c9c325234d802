# How a table stands on paper: the size of its letters, the width of each column, and in how
# many parts it is printed, so that no number is broken and no letter is under 8 points.

# Points between the margins of an A4 page, 2 cm each.
paper_width <- c(portrait = 482, landscape = 728)

# Sizes of letters in points, the best first.
paper_sizes <- c(9.5, 9, 8.5, 8)

# Points beside the text of a cell, on both sides together.
cell_padding <- 8

# The parts that a table is printed in on a page of this width, one below the other: each has
# the places of its `columns`, their `widths` and the `size` of its letters in points. Where
# the columns don't stand beside each other they go on below, after those that name the rows.
table_pieces <- function(table, width) {
  natural <- paper_columns(table, whole = TRUE)
  least <- paper_columns(table, whole = FALSE)
  for (size in paper_sizes) {
    fit <- fit_columns(natural, least, size, width, comfort = TRUE)
    if (!is.null(fit)) return(list(c(list(columns = seq_along(natural)), fit)))
  }
  size <- min(paper_sizes)
  fit <- fit_columns(natural, least, size, width, comfort = FALSE)
  if (!is.null(fit)) return(list(c(list(columns = seq_along(natural)), fit)))
  heads <- seq_len(min(table$row_heads, length(natural) - 1L))
  # What names the rows takes no more than two fifths of the page: its words may break.
  room <- 0.4 * width
  taken <- least[heads] * size + cell_padding
  if (sum(taken) > room) least[heads] <- (taken * room / sum(taken) - cell_padding) / size
  natural <- pmax(least, pmin(natural, (0.6 * width - cell_padding) / size))
  least <- pmin(least, (0.6 * width - cell_padding) / size)
  lapply(column_runs(least, heads, size, width), function(columns) {
    fit <- fit_columns(natural[columns], least[columns], size, width, comfort = FALSE)
    c(list(columns = columns), fit)
  })
}

# Whether a table needs the width of a page that lies on its side.
# What stands over the second part of a table whose columns are too many for a page.
continued_table <- "Continued: the columns beside these"

is_wide_table <- function(table) length(table_pieces(table, paper_width[["portrait"]])) > 1

# The columns that stand beside each other in each part.
column_runs <- function(least, heads, size, width) {
  need <- least * size + cell_padding
  room <- width - sum(need[heads])
  runs <- list()
  run <- integer()
  for (column in setdiff(seq_along(least), heads)) {
    if (length(run) && sum(need[c(run, column)]) > room) {
      runs <- c(runs, list(c(heads, run)))
      run <- integer()
    }
    run <- c(run, column)
  }
  c(runs, list(c(heads, run)))
}

# Widths in points at which columns that are `natural` and at `least` so wide, in widths of
# a letter's size, fit; NULL where they don't. With `comfort` a long text goes over three
# lines at most.
fit_columns <- function(natural, least, size, width, comfort) {
  whole <- natural * size + cell_padding
  if (sum(whole) <= width) return(list(widths = whole, size = size))
  narrow <- (if (comfort) pmax(least, natural / 3) else least) * size + cell_padding
  if (sum(narrow) > width + 1e-6) return(NULL)
  over <- whole - narrow
  list(widths = narrow + over * (width - sum(narrow)) / sum(over), size = size)
}

# How wide each column is: `whole`, or when its texts are broken between words. Numbers are
# never broken.
paper_columns <- function(table, whole) {
  vapply(seq_along(table$body), function(j) {
    cells <- table$body[[j]]
    head <- words_of(table$head[j])
    if (whole) return(max(0, letter_widths(c(cells, table$head[j]))))
    if (table$align[j] == "l" || j %in% table$wrap) cells <- words_of(cells)
    max(0, letter_widths(c(cells, head)))
  }, 0)
}

words_of <- function(text) unlist(strsplit(text[!is.na(text)], "[[:space:]]+"))

# How wide texts are, in widths of a letter's size: of the letters of Arial, with a tenth
# more for fonts that are wider.
letter_widths <- function(text) {
  text <- unique(text[!is.na(text)])
  if (!length(text)) return(0)
  vapply(strsplit(text, "", fixed = TRUE), function(letters) {
    ascii <- match(letters, arial_letters)
    known <- !is.na(ascii)
    1.1 * (sum(arial_widths[ascii[known]]) + 0.62 * sum(display_width(letters[!known])))
  }, 0)
}

arial_letters <- strsplit(rawToChar(as.raw(32:126)), "")[[1]]

arial_widths <- local({
  width <- rep(0.56, length(arial_letters))
  width[arial_letters %in% LETTERS] <- 0.7
  width[arial_letters %in% c("m", "M", "W", "w", "%", "@", "+", "=", "<", ">", "~")] <- 0.85
  width[arial_letters %in% strsplit(" !',./:;Iijl|ft[]\\", "")[[1]]] <- 0.28
  width[arial_letters %in% c("(", ")", "-", "r", "`", "{", "}", "\"", "*")] <- 0.36
  width
})
