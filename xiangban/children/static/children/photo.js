// Makes a chosen photo small before it is sent: a camera gives ten times the pixels a file needs. Works without.

async function shrunk(file, longestSide) {
  const picture = await createImageBitmap(file);
  const ratio = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * ratio);
  canvas.height = Math.round(picture.height * ratio);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return new File([small], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

for (const input of document.querySelectorAll("input[type=file][data-longest-side]")) {
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file?.type.startsWith("image/")) return;
    try {
      const sent = new DataTransfer();
      sent.items.add(await shrunk(file, Number(input.dataset.longestSide)));
      input.files = sent.files;
    } catch {
      return; // what no browser can read is refused by the server, in words
    }
  });
}
