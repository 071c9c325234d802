# Reads old workbooks (.xls), whose cells readxl reads. Which sheets are hidden, which
# cells have errors or are merged, and whether there is a password, their records say.

open_xls <- function(path, context, call) {
  if (!starts_with_bytes(path, ole_bytes)) refuse_other_content(context, call)
  records <- xls_records(path, context, call)
  sheets <- .Call(pw_call_xls_sheets, records)
  if (inherits(sheets, "pairwave_kernel_error")) {
    abort_damaged_book("its list of sheets can't be read", context, call)
  }
  if (sheets$locked) refuse_locked(context, call)
  need_package("readxl", "to read an old workbook ({.file .xls})", call)
  names <- tryCatch(readxl::excel_sheets(path), error = function(e) {
    abort_damaged_book("its list of sheets can't be read", context, call, error = e)
  })
  # Of very old ones, readxl's list alone is sure.
  known <- length(names) == length(sheets$at)
  list(
    path = path, format = "xls",
    sheets = list(name = names, hidden = known & rep_len(sheets$hidden, length(names)),
                  cells = !known | rep_len(sheets$cells, length(names))),
    text = function(at, lines) {
      cells <- xls_cells(path, names[at], context, call)
      text <- .Call(pw_call_sheet_text, unclass(as.list(cells)), as.double(lines),
                    if (known) records, sheets$at[at])
      c(check_cells(text, names[at], context, call), list(said = attr(cells, "said")))
    }
  )
}

# The records of an old workbook. A new one with a password is in the same kind of file.
xls_records <- function(path, context, call) {
  stream <- .Call(pw_call_xls_stream, readBin(path, "raw", file.size(path)))
  if (inherits(stream, "pairwave_kernel_error")) {
    abort_damaged_book("its list of contents is missing or broken", context, call)
  }
  if (stream$kind == "locked") refuse_locked(context, call)
  if (stream$kind == "other") {
    abort_pairwave(
      c("{context}", x = "It is a document of an old program of Office, and no workbook.",
        i = "Export the answers as a workbook or CSV."),
      "format", call = call
    )
  }
  stream$records
}

refuse_locked <- function(context, call) {
  abort_pairwave(
    c("{context}", x = "The workbook is protected by a password.",
      i = "Open it in a spreadsheet program, take the password away, and save it again."),
    "unsupported", call = call
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
