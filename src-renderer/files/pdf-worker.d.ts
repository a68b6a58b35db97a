/** The half of the PDF reader that takes a PDF apart; its package describes only the other half. */
declare module 'pdfjs-dist/build/pdf.worker.min.mjs'
