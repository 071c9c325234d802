# Reads old workbooks (.xls), whose cells readxl reads: which sheets are hidden, and
# whether there is a password, is told by their records.

open_xls <- function(path, context, call) {
  need_package("readxl", "to read an old workbook ({.file .xls})", call)
  if (!starts_with_bytes(path, ole_bytes)) refuse_other_content(context, call)
  refuse_locked(path, context, call)
  names <- tryCatch(readxl::excel_sheets(path), error = function(e) {
    abort_damaged_book("its list of sheets can't be read", context, call, error = e)
  })
  bytes <- readBin(path, "raw", file.size(path))
  list(
    path = path, format = "xls",
    sheets = list(name = names, hidden = vapply(names, is_hidden_xls, NA, bytes),
                  cells = rep(TRUE, length(names))),
    text = function(at, lines) {
      cells <- xls_cells(path, names[at], context, call)
      text <- .Call(pw_call_sheet_text, unclass(as.list(cells)), as.double(lines))
      c(check_cells(text, names[at], context, call), list(said = attr(cells, "said")))
    }
  )
}

# The cells of an old workbook's sheet from A1 on, so that rows and columns have their
# numbers: lists of logicals, numbers, times and texts.
xls_cells <- function(path, sheet, context, call) {
  said <- character()
  cells <- withCallingHandlers(
    tryCatch(
      readxl::read_xls(path, sheet, range = readxl::cell_limits(c(1, 1), c(NA, NA)),
                       col_names = FALSE, col_types = "list", na = character(),
                       trim_ws = FALSE, progress = FALSE, .name_repair = "minimal"),
      error = function(e) {
        abort_damaged_book("the cells of sheet {.val {sheet}} can't be read", context, call,
                           sheet = sheet, error = e)
      }
    ),
    warning = function(w) {
      said <<- c(said, one_line(conditionMessage(w)))
      rlang::cnd_muffle(w)
    }
  )
  structure(cells, said = said)
}

# The records of an old workbook begin with BOF (0x809); one that is encrypted has
# FILEPASS (0x2f) before any other that is not about writing.
is_locked_xls <- function(bytes) {
  at <- grepRaw(as.raw(c(0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00)), bytes, fixed = TRUE)
  if (length(at) == 0) return(FALSE)
  number <- function(at) sum(as.integer(bytes[at + 0:1]) * c(1, 256))
  for (i in 1:4) {
    at <- at + 4 + number(at + 2)
    if (at + 3 > length(bytes)) return(FALSE)
    if (number(at) == 0x2f) return(TRUE)
  }
  FALSE
}

# A sheet's record (0x85) has its state and then its name, in one byte a character or in
# two.
is_hidden_xls <- function(name, bytes) {
  codes <- utf8ToInt(enc2utf8(name))
  if (any(codes > 0xffff)) return(FALSE)
  narrow <- if (all(codes < 256)) as.raw(c(length(codes), 0, codes))
  wide <- as.raw(c(length(codes), 1, rbind(codes %% 256, codes %/% 256)))
  at <- c(if (length(narrow)) grepRaw(narrow, bytes, fixed = TRUE, all = TRUE),
          grepRaw(wide, bytes, fixed = TRUE, all = TRUE))
  at <- at[at > 10]
  record <- vapply(at, function(i) {
    bytes[i - 10] == as.raw(0x85) && bytes[i - 9] == as.raw(0)
  }, NA)
  any(bytes[at[record] - 2] != as.raw(0))
}
