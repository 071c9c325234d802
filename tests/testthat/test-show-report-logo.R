picture <- function(bytes, ending) {
  path <- tempfile(fileext = ending)
  writeBin(if (is.character(bytes)) charToRaw(bytes) else as.raw(bytes), path)
  path
}

test_that("a picture is known by its bytes", {
  of <- function(text) picture_kind(charToRaw(text))
  expect_identical(picture_kind(as.raw(c(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1))), "png")
  expect_identical(picture_kind(as.raw(c(0xff, 0xd8, 0xff, 0xe0, 0))), "jpeg")
  expect_identical(of("<?xml version=\"1.0\"?>\n<!-- a -->\n<svg xmlns=\"x\"></svg>"), "svg")
  for (text in c("", "<html><svg></svg></html>", "GIF89a", "svg")) expect_identical(of(text), NA_character_)
})

test_that("a logo that can't be is refused", {
  svg <- picture("<svg xmlns='http://www.w3.org/2000/svg'/>", ".svg")
  html <- picture("<html></html>", ".png")
  large <- picture(rep(0, 1e6 + 1), ".png")
  take <- function(logo, format = "html") report_logo(logo, "A", format, tempdir())
  shown <- function(x) gsub("'/[^']*[.](svg|png)'", "'logo.\\1'", x)
  expect_snapshot(error = TRUE, transform = shown, {
    take(7)
    take("no-such.png")
    take(html)
    take(large)
    take(svg, "word")
    take(svg, "workbook")
  })
  expect_identical(take(svg), list(file = "logo.svg", alt = "A"))
  expect_null(take(NULL))
})
