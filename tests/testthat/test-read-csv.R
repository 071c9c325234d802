test_that("quotes, line ends and blank lines are read as they are meant", {
  x <- read_csv_text("a,b", "1,\"x,y\"", "2,\"say \"\"hi\"\"\"",
                     "3,\"two\nlines\"", "", "", sep = "\r\n")
  expect_s3_class(x, c("pairwave_survey", "data.frame"), exact = TRUE)
  expect_identical(x$a, 1:3)
  expect_identical(x$b, c("x,y", "say \"hi\"", "two\nlines"))
  expect_identical(nrow(x), 3L)
})

test_that("delimiters and decimal marks are found", {
  x <- read_csv_text("a;b", "1,5;x", "2,25;y")
  expect_identical(x$a, c(1.5, 2.25))
  expect_identical(read_csv_text("a\tb", "1,5\t2", "2\t3")$a, c(1.5, 2))
  late <- read_csv_text("a;b", rep("1;x", 5000), "1,5;at 9.30")
  expect_identical(late$a[5001], 1.5)
  expect_identical(read_csv_text("sep=;", "a;b", "1;2")$b, 2L)
  expect_identical(read_csv_text("\"sep=;\"", "a;b", "1;2")$b, 2L)
  choices <- read_csv_text("a;b", "1,2;1", "1,2,3;2")
  expect_identical(choices$a, c("1,2", "1,2,3"))
  x <- read_csv_text("a;b", "1,5;x", options = list(decimal_mark = "."))
  expect_identical(x$a, "1,5")
  x <- read_csv_text("a:b", "1:2", options = list(delim = ":"))
  expect_identical(x$b, 2L)
})

test_that("a type is decided on the whole column and loses nothing", {
  x <- read_csv_text(
    "id,long,multi,number,late,day,time,day2",
    "007,9007199254740993,\"1,2,3\",-99,1,2018-10-31,2018-10-31T09:05:00,01/02/2018",
    "012,12345678901234567890,\"1\",1e+3,x,NA,2018-10-31 10:00,02/01/2018"
  )
  expect_identical(x$id, c("007", "012"))
  expect_identical(x$long, c("9007199254740993", "12345678901234567890"))
  expect_identical(x$multi, c("1,2,3", "1"))
  expect_identical(x$number, c(-99, 1000))
  expect_identical(x$late, c("1", "x"))
  expect_identical(x$day, as.Date(c("2018-10-31", NA)))
  expect_equal(x$time, as.POSIXct(c("2018-10-31 09:05", "2018-10-31 10:00"),
                                  tz = "UTC"))
  expect_identical(x$day2, c("01/02/2018", "02/01/2018"))
})

test_that("whole numbers are integers while all of them fit, and doubles as in SPSS otherwise", {
  x <- read_csv_text("fits,beyond,mark,none,text", "1,1,1,,1",
                     "2147483647,2147483648,2.0,,-0", "-2147483647,-3,1E+3,,007")
  expect_identical(x$fits, c(1L, 2147483647L, -2147483647L))
  expect_identical(x$beyond, c(1, 2147483648, -3))
  expect_identical(x$mark, c(1, 2, 1000))
  expect_identical(x$none, rep(NA_integer_, 3))
  expect_identical(x$text, c("1", "-0", "007"))
  # What no sample shows: the column is read again, and no number is lost.
  late <- read_csv_text("a,b", paste(seq_len(5000), seq_len(5000), sep = ","), "2.5,x")
  expect_identical(late$a, c(as.double(seq_len(5000)), 2.5))
  expect_identical(late$b, c(as.character(seq_len(5000)), "x"))
})

test_that("more rows than a data frame holds are refused", {
  file <- open_csv(csv_file("a", "1"), NULL, NULL, NULL, "", NULL)
  found <- .Call(pw_call_csv_columns, file$handle, 0L, FALSE, "NA", 0, 2^31)
  expect_s3_class(found, "pairwave_kernel_error")
  expect_identical(found$code, "range")
  expect_match(found$message, "2^31 - 1", fixed = TRUE)
})

test_that("labels and missing codes make doubles of whole numbers", {
  labelled <- new_labelled_column(c(1L, -99L), labels = c(Yes = 1), na_values = -99)
  expect_identical(bare_values(labelled), c(1, -99))
  expect_identical(new_labelled_column(1:2, label = "How old?"),
                   structure(1:2, label = "How old?"))
  expect_identical(
    as_spss_numbers(list(a = structure(1:2, label = "A"), b = factor("x"), c = "y")),
    list(a = structure(c(1, 2), label = "A"), b = factor("x"), c = "y")
  )
})

test_that("missing is what `na` says, and an empty answer is an answer", {
  x <- read_csv_text("a,b,c,d", "1,NA,\"\",.", ",x,,2", "3,N/A,y,3")
  expect_identical(x$a, c(1L, NA, 3L))
  expect_identical(x$b, c(NA, "x", "N/A"))
  expect_identical(x$c, c("", NA, "y"))
  expect_identical(x$d, c(".", "2", "3"))
  x <- read_csv_text("a,b", "1,.", "-99,N/A",
                     options = list(na = c("", ".", "N/A", "-99")))
  expect_identical(x$a, c(1L, NA))
  expect_true(all(is.na(x$b)))
  quoted <- read_csv_text("\"a\",\"b\"", "\"1\",\"x\"", "\"\",\"\"", sep = "\r\n")
  expect_identical(quoted$a, c(1L, NA))
  expect_identical(quoted$b, c("x", NA))
})

test_that("ragged rows are named by line and shift nothing", {
  expect_warning(
    x <- read_csv_text("a,b,c", "1,2,3", "4,5", "\"6\n6\",7,8,9", "10,11,12"),
    class = "pairwave_warning_ragged"
  )
  expect_identical(x$b, c(2L, 5L, 7L, 11L))
  expect_identical(x$c, c(3L, NA, 8L, 12L))
  expect_identical(attr(x, "survey")$ragged$line, c(3, 4))
})

test_that("header names are made usable and kept as labels", {
  x <- read_csv_text("\"How are\nyou? \",b,", "1,2,", "3,4,")
  expect_named(x, c("How are you?", "b"))
  expect_identical(attr(x[[1]], "label"), "How are\nyou? ")
  expect_warning(x <- read_csv_text("a,a", "1,2"),
                 class = "pairwave_warning_names")
  expect_named(x, c("a", "a_1"))
})

test_that("respondents and columns are chosen", {
  path <- csv_file("a,b,c", "1,x,7", "2,y,8", "3,z,9")
  x <- read_csv_survey(path, columns = c("c", "a"), skip = 1, n_max = 1)
  expect_named(x, c("c", "a"))
  expect_identical(c(x$c, x$a), c(8L, 2L))
  expect_identical(nrow(read_csv_survey(path, n_max = 0)), 0L)
  x <- read_csv_text("a,b")
  expect_identical(dim(x), c(0L, 2L))
})

test_that("the number of threads changes nothing", {
  set.seed(1)
  n <- 20000
  path <- tempfile(fileext = ".csv")
  utils::write.table(data.frame(
    id = sprintf("p%06d", sample(n)), item = sample(c(1:5, NA), n, TRUE),
    text = sample(c("fine", "two\nlines", "say \"hi\"", "a, b", "", NA), n, TRUE),
    score = round(stats::rnorm(n), 3), late = c(rep(1, n - 1), "none"),
    day = as.Date("2018-10-01") + sample(300, n, TRUE)
  ), path, sep = ",", row.names = FALSE, na = "", qmethod = "double")
  cat("1,2\n\"3\",4,x,0.5,1,2018-01-01,\"more, \",yet\n", file = path, append = TRUE)
  expect_gt(file.size(path), 2^19)
  read <- function(threads, ...) {
    withr::local_options(pairwave.threads = threads)
    suppressWarnings(read_survey(path, ...))
  }
  one <- read(1)
  expect_identical(one, read(2))
  expect_identical(one, read(7))
  expect_identical(vapply(one, function(x) class(x)[1], ""),
                   c(id = "character", item = "integer", text = "character",
                     score = "numeric", late = "character", day = "Date"))
  ragged <- attr(one, "survey")$ragged
  expect_identical(ragged$fields, c(2, 8))
  expect_identical(ragged$beyond, c(NA, "\"more, \",yet"))
  part <- read(2, skip = 12345, n_max = 4321, columns = c("text", "id"))
  expect_identical(part$id, one$id[12345 + 1:4321])
  expect_identical(part$text, one$text[12345 + 1:4321])
  withr::local_envvar(OMP_THREAD_LIMIT = "1")
  expect_identical(read_threads(), 1L)
})

test_that("no cell of a ragged row is lost", {
  expect_warning(
    x <- read_csv_text("a,b", "1,2,3,\"4,5\"", "6", "7,8,", "9,10"),
    class = "pairwave_warning_ragged"
  )
  expect_identical(x$b, c(2L, NA, 8L, 10L))
  ragged <- attr(x, "survey")$ragged
  expect_identical(ragged$line, c(2, 3, 4))
  expect_identical(ragged$fields, c(4, 1, 3))
  expect_identical(ragged$beyond, c("3,\"4,5\"", NA, ""))
})

test_that("ragged rows of those that are read are told", {
  path <- csv_file("a,b", "1,2", "3", "4,5")
  expect_silent(read_csv_survey(path, n_max = 1))
  expect_warning(read_csv_survey(path, skip = 1), class = "pairwave_warning_ragged")
  expect_silent(read_csv_survey(path, skip = 2))
})

test_that("quotes behind blanks are quotes where all of the file is so", {
  x <- read_csv_text("id, \"name\", \"note\"", "1, \"Smith, John\", \"fine\"",
                     "2,\t\"two\nlines\" , \"a \"\"b\"\"\"")
  expect_identical(lapply(x, identity), list(
    id = 1:2, name = c("Smith, John", "two\nlines"), note = c("fine", "a \"b\"")
  ))
  expect_identical(nrow(attr(x, "survey")$ragged), 0L)
  # A text that begins with a quote of its own keeps it.
  x <- read_csv_text("id,said", "1, \"yes\" she said", "2, \"no")
  expect_identical(x$said, c(" \"yes\" she said", " \"no"))
})

test_that("lines of nothing but delimiters are no rows, and counted", {
  path <- csv_file("code,q1", "A1,3", ",", "B2,4", " , ", "", ",", ",", sep = "\r\n")
  for (threads in 1:2) {
    withr::local_options(pairwave.threads = threads)
    x <- read_csv_survey(path)
    expect_identical(x$code, c("A1", "B2"))
    expect_identical(attr(x, "file_rows"), 2)
    expect_identical(attr(x, "dropped_rows"), 4)
    expect_match(attr(x, "survey")$notes, "4 lines hold nothing but delimiters")
    expect_identical(read_csv_survey(path, skip = 1)$code, "B2")
  }
  # An empty answer is one, and so is an empty line of a single column.
  expect_identical(nrow(read_csv_text("a,b", "\"\",\"\"", "1,x")), 2L)
  expect_identical(nrow(read_csv_text("a", "1", " ", "2")), 3L)
})

test_that("what nobody sees around a cell counts nowhere", {
  path <- tempfile(fileext = ".csv")
  writeLines(enc2utf8(c(
    "\ufeff\ufeffid,q\u200b,\"name\u00a0\",said", "1,3\u00a0,\u200bAB12,\u00a0 a\u00a0b", "2,\u2060 4,\"CD34\u00a0\", x "
  )), path, useBytes = TRUE)
  x <- read_csv_survey(path)
  expect_named(x, c("id", "q", "name", "said"))
  expect_identical(x$q, 3:4)
  expect_identical(x$name, c("AB12", "CD34"))
  expect_identical(x$said, c("a\u00a0b", " x "))
})

test_that("digits and an E are a code, and numbers with a mark or a sign are numbers", {
  x <- read_csv_text("code,number,mixed", "12E4,1.2E5,1e-3", "34E05,3e+05,5E3", "5678,-1.5e-3,7")
  expect_identical(x$code, c("12E4", "34E05", "5678"))
  expect_identical(x$number, c(120000, 300000, -0.0015))
  expect_identical(x$mixed, c("1e-3", "5E3", "7"))
})

test_that("columns that are asked for are there, whatever they hold", {
  path <- csv_file("id,,q", "1,,3", "2,x,4")
  for (n in 0:2) {
    expect_named(read_csv_survey(path, columns = c("column_2", "q"), n_max = n), c("column_2", "q"))
    expect_named(read_csv_survey(path, columns = 2:1, n_max = n), c("column_2", "id"))
  }
  # Options in one cell are those of all rows, however many are read.
  path <- csv_file("Timestamp,What helped?", "2024/01/01 9:00:00 am GMT,talks;groups",
                   "2024/01/02 9:00:00 am GMT,groups;food", "2024/01/03 9:00:00 am GMT,food;talks")
  all <- read_csv_survey(path)
  expect_gt(ncol(all), 2)
  for (name in names(all)) {
    one <- read_csv_survey(path, columns = name, skip = 1, n_max = 1)
    expect_identical(dim(one), c(1L, 1L))
    expect_identical(as.vector(one[[1]]), as.vector(all[[name]])[2])
    expect_identical(attr(one[[1]], "label"), attr(all[[name]], "label"))
  }
  expect_named(read_csv_survey(path, n_max = 0), names(all))
})

test_that("a file that shrinks once it is open is read as it was", {
  path <- csv_file("a,b", rep("1,x", 50000))
  file <- open_csv(path, NULL, NULL, NULL, "", NULL)
  writeBin(raw(), path)
  values <- .Call(pw_call_csv_columns, file$handle, 0:1, c(FALSE, FALSE), "", 0, 50000)
  expect_identical(values[[1]], rep(1L, 50000))
  expect_identical(values[[2]], rep("x", 50000))
  .Call(pw_call_csv_close, file$handle)
})

test_that("what is read of a large file is what is read of its bytes in memory", {
  skip_second_time()
  # A text in the last line makes a column be read once more, and lines of another
  # length are told by their number: both need bytes that were done with.
  n <- 200000
  lines <- paste0("P", seq_len(n), ",", seq_len(n) %% 5, ",2018-10-31,", seq_len(n) / 8,
                  ",text ", seq_len(n) %% 7)
  lines[c(3, n %/% 2)] <- c("P3,1", "P4,1,2018-10-31,2,three,more,and more")
  lines[n] <- "P0,none,no day,no number,text"
  path <- csv_file("code,item,day,score,words", lines)
  expect_gt(file.size(path), 3 * 2^21)
  expect_warning(survey <- read_csv_survey(path), class = "pairwave_warning_ragged")
  expect_warning(memory <- read_csv_survey(path, encoding = "ISO-8859-15"),
                 class = "pairwave_warning_ragged")
  expect_identical(as.list(survey), as.list(memory))
  expect_identical(attr(survey, "survey"), attr(memory, "survey"))
  expect_identical(attr(survey, "survey")$ragged$line, c(4, n %/% 2 + 1))
  expect_identical(attr(survey, "survey")$ragged$beyond, c(NA, "more,and more"))
  item <- as.character(seq_len(n) %% 5)
  item[c(3, n %/% 2, n)] <- c("1", "1", "none")
  expect_identical(survey$item, item)
})

test_that("what was found is printed", {
  path <- csv_file("a;b", "1,5;x", "2,25;y")
  expect_output(print(read_csv_survey(path)),
                "UTF-8, delimiter semicolon, decimal comma, 1 header row")
})

test_that("more strings than wait at once keep their rows", {
  skip_second_time()
  n <- 400000
  set.seed(12)
  id <- sprintf("P%07d", sample(n))
  said <- paste("a longer answer of number", sample(n %/% 5, n, TRUE))
  said[sample(n, 1000)] <- NA
  site <- sample(c("north", "south", "a site with a name of more than 24 bytes"), n, TRUE)
  path <- withr::local_tempfile(fileext = ".csv")
  writeLines(c("id,said,site", paste(id, ifelse(is.na(said), "", said), site, sep = ",")), path)
  x <- read_survey(path, platform = "none")
  expect_identical(x$id, id)
  expect_identical(x$said, said)
  expect_identical(x$site, site)
})

test_that("cells wait for their strings, and long texts for none", {
  set.seed(13)
  n <- 320000
  answer <- sprintf("answer number %04d", sample(1000, n, TRUE))
  path <- withr::local_tempfile(fileext = ".csv")
  writeLines(c("answer", answer), path)
  expect_identical(read_survey(path, platform = "none")$answer, answer)
  long <- c(strrep("x", 70000), strrep("y", 70000))
  for (reading in c("repeated", "apart")) {
    # Of 5,000 ids that all differ, later ones are not looked up.
    text <- c(sprintf("%s %05d", reading, seq_len(5000)), long)
    if (reading == "repeated") text <- c(text, sample(text, 5000, TRUE))
    writeLines(c("text", text), path)
    expect_identical(read_survey(path, platform = "none")$text, text)
  }
})

# 12,000 rows: ids that all differ; texts of which 6,000 do, with quotes, letters
# beyond ASCII and gaps; a few labels.
many_texts <- function(n = 12000) {
  said <- paste0(c("plain ", "with, comma ", "said \"so\" ", "caf\u00e9 ", ""), seq_len(n) %% 6000)
  said[seq(7, n, 7)] <- NA
  data.frame(id = sprintf("R%05d", seq_len(n)), said,
             label = c("Agree", "Disagree", NA)[seq_len(n) %% 3 + 1])
}

many_texts_file <- function(data) {
  quoted <- function(x) ifelse(is.na(x), "", paste0("\"", gsub("\"", "\"\"", x), "\""))
  path <- withr::local_tempfile(fileext = ".csv", .local_envir = rlang::caller_env())
  lines <- do.call(paste, c(lapply(data, quoted), sep = ","))
  writeLines(enc2utf8(c(paste(names(data), collapse = ","), lines)), path, useBytes = TRUE)
  path
}

test_that("columns of many different texts are what they would be if made at once", {
  skip_if_not(l10n_info()[["UTF-8"]])
  data <- many_texts()
  path <- many_texts_file(data)
  fresh <- function() as.list(read_survey(path))
  expect_identical(fresh()$id, data$id)
  expect_identical(fresh()$said, data$said)
  expect_identical(fresh()$label, data$label)
  expect_identical(is.na(fresh()$said), is.na(data$said))
  # Looked at by one element, by some, or by all, early or late.
  for (at in list(1, 1024, 1025, 12000, 5000:5100, c(NA, 3, 11999))) {
    expect_identical(fresh()$said[at], data$said[at])
  }
  x <- fresh()$said
  expect_identical(x[[2]], data$said[2])
  expect_identical(x[9000], data$said[9000])
  expect_identical(c(x, "more"), c(data$said, "more"))
  expect_identical(Encoding(fresh()$said[9004]), Encoding(data$said[9004]))
  again <- withr::local_tempfile()
  saveRDS(fresh(), again)
  expect_identical(readRDS(again)$said, data$said)
  expect_identical(order(fresh()$id, decreasing = TRUE), 12000:1)
  expect_identical(match(data$id, fresh()$id), 1:12000)
  half <- read_survey(path, skip = 3000, n_max = 6000)
  expect_identical(half$said, data$said[3001:9000])
})

test_that("what such columns wait with stays with the last of them, and then goes", {
  skip_if_not(l10n_info()[["UTF-8"]])
  skip_second_time()
  data <- many_texts()
  path <- many_texts_file(data)
  survey <- read_survey(path)
  said <- survey$said
  expect_identical(survey$id, data$id)
  survey <- NULL
  for (i in 1:3) gc()
  other <- read_survey(path) # whose texts would lie where the first were
  expect_identical(said, data$said)
  expect_identical(other$said, data$said)
  skip_if_not(file.exists("/proc/self/statm"))
  pages <- function() as.numeric(strsplit(readLines("/proc/self/statm"), " ")[[1]][2])
  text <- strrep("What they said at great length. ", 100)
  utils::write.csv(data.frame(said = paste(text, seq_len(2000))), path, row.names = FALSE)
  read <- function(times) {
    for (i in seq_len(times)) {
      if (i %% 2) read_survey(path) else read_survey(path)$said[2000]
      gc()
    }
    pages()
  }
  before <- read(4)
  # Each time some 6 MB.
  expect_lt(read(30) - before, 30 * 2^20 / 4096)
})

test_that("a copy of such a column is its own, whether changed before or after a look", {
  skip_if_not(l10n_info()[["UTF-8"]])
  data <- many_texts()
  path <- many_texts_file(data)
  changed <- replace(data$id, c(2, 7000), c("x", "y"))
  for (look in c(FALSE, TRUE)) {
    x <- read_survey(path)$id
    y <- x
    if (look) expect_identical(x[9000], data$id[9000])
    y[c(2, 7000)] <- c("x", "y")
    attr(y, "label") <- "Another"
    expect_identical(x, data$id)
    expect_identical(as.vector(y), changed)
    y[3] <- NA
    expect_identical(x, data$id)
    z <- x
    names(z) <- data$id
    expect_null(names(x))
    expect_identical(unname(z), data$id)
  }
  frame <- read_survey(path)
  frame$id[7000] <- "y"
  expect_identical(frame$id, replace(data$id, 7000, "y"))
})

test_that("a quoted empty text is an answer where others have no quotes, late as early", {
  data <- data.frame(id = sprintf("%05d", 1:6000), said = sprintf("text %d", 1:6000))
  data$said[c(5, 5000)] <- ""
  path <- many_texts_file(data)
  expect_identical(which(is.na(read_survey(path)$said)), c(5L, 5000L))
  lines <- readLines(path)
  lines[3000] <- gsub("\"", "", lines[3000])
  writeLines(lines, path)
  expect_identical(read_survey(path)$said, data$said)
})
