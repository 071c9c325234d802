# Published cases of how CSV is to be read, written anew: the rules of RFC 4180
# (Shafranovich 2005, section 2), and what each file of the collection
# csv-spectrum (github.com/max-mapper/csv-spectrum) is about. `text` is the file
# and `cells` its cells after the header, row by row.
cases <- list(
  "RFC 4180, 1 and 2: the last line needs no end" = list(
    text = "aaa,bbb,ccc\r\nzzz,yyy,xxx",
    names = c("aaa", "bbb", "ccc"), cells = c("zzz", "yyy", "xxx")
  ),
  "RFC 4180, 4: blanks belong to the field" = list(
    text = "a,b\r\n x , y\r\nz,w\r\n", cells = c(" x ", " y", "z", "w")
  ),
  "RFC 4180, 5: quotes around some fields only" = list(
    text = "a,b,c\r\n\"aaa\",bbb,\"ccc\"\r\n", cells = c("aaa", "bbb", "ccc")
  ),
  "RFC 4180, 6: line ends, quotes and commas within quotes" = list(
    text = "a,b,c\r\n\"aaa\",\"b \r\nbb\",\"c,c\"\r\n",
    cells = c("aaa", "b \r\nbb", "c,c")
  ),
  "RFC 4180, 7: a quote is written twice" = list(
    text = "a,b,c\r\n\"aaa\",\"b\"\"bb\",\"ccc\"\r\n",
    cells = c("aaa", "b\"bb", "ccc")
  ),
  "csv-spectrum, comma_in_quotes" = list(
    text = "first,last,address,city\nJo,Ray,\"12 Elm St, Flat 3\",Leeds\n",
    cells = c("Jo", "Ray", "12 Elm St, Flat 3", "Leeds")
  ),
  "csv-spectrum, empty" = list(
    text = "a,b,c\nx,\"\",\"\"\n\"\",,y\n",
    # An empty answer, as a and c have other cells without quotes; b has no
    # answer that could say what it is.
    exact = list(a = c("x", ""), b = c(NA_integer_, NA), c = c("", "y"))
  ),
  "csv-spectrum, empty_crlf" = list(
    text = "a,b,c\r\nx,\"\",\"\"\r\n\"\",,y\r\n",
    exact = list(a = c("x", ""), b = c(NA_integer_, NA), c = c("", "y"))
  ),
  "csv-spectrum, escaped_quotes" = list(
    text = "a,b\nq,\"ha \"\"ha\"\" ha\"\nr,\"\"\"\"\n",
    cells = c("q", "ha \"ha\" ha", "r", "\"")
  ),
  "csv-spectrum, json" = list(
    text = "key,val\nk,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n",
    cells = c("k", "{\"type\": \"Point\", \"at\": [102.0, 0.5]}")
  ),
  "csv-spectrum, location_coordinates" = list(
    text = "where,at\nhall,\"51.5, -0.1\"\n", cells = c("hall", "51.5, -0.1")
  ),
  "csv-spectrum, newlines" = list(
    text = "a,b,c\nx,y,z\n\"Once upon \na time\",w,v\n",
    cells = c("x", "y", "z", "Once upon \na time", "w", "v")
  ),
  "csv-spectrum, newlines_crlf" = list(
    text = "a,b,c\r\nx,y,z\r\n\"Once upon \r\na time\",w,v\r\n",
    cells = c("x", "y", "z", "Once upon \r\na time", "w", "v")
  ),
  "csv-spectrum, quotes_and_newlines" = list(
    text = "a,b\nx,\"ha \n\"\"ha\"\" \nha\"\ny,z\n",
    cells = c("x", "ha \n\"ha\" \nha", "y", "z")
  ),
  "csv-spectrum, simple" = list(text = "a,b,c\nx,y,z\n", cells = c("x", "y", "z")),
  "csv-spectrum, simple_crlf" = list(
    text = "a,b,c\r\nx,y,z\r\n", cells = c("x", "y", "z")
  ),
  "csv-spectrum, utf8" = list(
    text = "a,b,c\nx,y,z\nw,v,\u02a4\n", cells = c("x", "y", "z", "w", "v", "\u02a4")
  ),
  "a lone carriage return ends a line" = list(
    text = "a,b\rx,y\rz,w\r", cells = c("x", "y", "z", "w")
  ),
  "line ends of three kinds in one file" = list(
    text = "a,b\nx,y\r\nz,w\rv,u\n", cells = c("x", "y", "z", "w", "v", "u")
  ),
  "a quote within a field is a character" = list(
    text = "a,b\n5\" tall,it's 6\"\n", cells = c("5\" tall", "it's 6\"")
  ),
  "what follows a closing quote belongs to the field" = list(
    text = "a,b\n\"x\"yz,w\n", cells = c("xyz", "w")
  ),
  "a delimiter at the end of each line makes no column" = list(
    text = "a,b,\nx,y,\nz,w,\n", names = c("a", "b"),
    cells = c("x", "y", "z", "w")
  ),
  "blank lines are no rows" = list(
    text = "\n\na,b\n\nx,y\n\n\nz,w\n\n", cells = c("x", "y", "z", "w")
  ),
  "in one column, a blank line is an empty cell" = list(
    text = "a\nx\n\ny\n\n", names = "a", exact = list(a = c("x", NA, "y"))
  )
)

for (about in names(cases)) {
  test_that(about, {
    case <- cases[[about]]
    path <- tempfile(fileext = ".csv")
    writeBin(charToRaw(enc2utf8(case$text)), path)
    for (threads in 1:2) {
      withr::local_options(pairwave.threads = threads)
      x <- read_survey(path, platform = "none")
      if (!is.null(case$names)) expect_named(x, case$names)
      if (is.null(case$exact)) {
        cells <- as.vector(t(as.matrix(as.data.frame(lapply(x, as.character)))))
        expect_identical(cells, case$cells)
      } else {
        expect_identical(lapply(x, identity), case$exact)
      }
      expect_identical(nrow(attr(x, "survey")$ragged), 0L)
    }
  })
}
