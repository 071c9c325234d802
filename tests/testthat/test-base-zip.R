test_that("an archive has its entries, of whatever length and letters", {
  entries <- list("a/b.xml" = "<a>\u00e9</a>", "empty" = raw(), "long" = strrep("abc ", 1e5),
                  "noise" = as.raw(bitwAnd(seq_len(5000) * 7919L, 255L)))
  path <- withr::local_tempfile(fileext = ".zip")
  writeBin(zip_archive(entries), path)
  expect_identical(zip_archive(entries), zip_archive(entries))
  expect_identical(utils::unzip(path, list = TRUE)$Name, names(entries))
  folder <- withr::local_tempdir()
  utils::unzip(path, exdir = folder)
  for (name in names(entries)) {
    bytes <- entries[[name]]
    if (is.character(bytes)) bytes <- charToRaw(enc2utf8(bytes))
    made <- file.path(folder, name)
    expect_identical(readBin(made, "raw", file.size(made)), bytes)
  }
  parts <- .Call(pw_call_archive_entries, path)
  read <- .Call(pw_call_archive_bytes, path, lapply(unclass(parts), `[`, 3))
  expect_identical(rawToChar(read[[1]]), entries$long)
})
