# Makes and stacks data frames without what data.frame() and rbind() do to names and
# types: results are built of very many small frames, and that costs more than counting
# people does.

# A data frame of columns of one length.
new_frame <- function(columns) {
  structure(columns, class = "data.frame",
            row.names = .set_row_names(if (length(columns)) length(columns[[1]]) else 0L))
}

# A data frame of these columns; a short one is repeated. What has no name is a frame
# whose columns stand there.
frame_of <- function(...) {
  columns <- list(...)
  spliced <- if (is.null(names(columns))) rep(TRUE, length(columns)) else !nzchar(names(columns))
  if (any(spliced)) {
    columns <- do.call(c, Map(function(i, splice) {
      if (splice) unclass(columns[[i]]) else columns[i]
    }, seq_along(columns), spliced))
  }
  lengths <- lengths(columns)
  n <- if (any(lengths == 0)) 0L else max(lengths)
  for (i in which(lengths != n)) {
    stopifnot(lengths[[i]] == 1 || n %% lengths[[i]] == 0)
    columns[[i]] <- rep_len(columns[[i]], n)
  }
  for (i in which(!vapply(columns, function(x) is.null(names(x)), NA))) names(columns[[i]]) <- NULL
  new_frame(columns)
}

# Some rows of a data frame, by number or by a flag each; the rows are counted anew.
frame_rows <- function(frame, rows) {
  new_frame(lapply(unclass(frame), `[`, rows))
}

# A factor of the codes that stand for its levels, which are not looked up by their text.
factor_of_codes <- function(codes, levels) {
  structure(codes, levels = levels, class = "factor")
}

# The rows of data frames with the same columns, in whatever order, as one; NULL and
# frames without rows are nothing where others have some.
stack_frames <- function(parts) {
  parts <- unname(parts[lengths(parts) > 0])
  some <- vapply(parts, function(part) length(.subset2(part, 1)) > 0, NA)
  if (any(some)) parts <- parts[some]
  if (length(parts) == 0) return(NULL)
  first <- parts[[1]]
  if (length(parts) == 1 || !any(some)) return(first)
  parts <- lapply(parts, function(part) {
    if (identical(names(part), names(first))) return(part)
    stopifnot(setequal(names(part), names(first)))
    unclass(part)[names(first)]
  })
  columns <- lapply(seq_along(first), function(i) do.call(c, lapply(parts, .subset2, i)))
  about <- attributes(first)
  about$row.names <- .set_row_names(length(columns[[1]]))
  attributes(columns) <- about
  columns
}
