namespace Bellman.Core.Tests.Rendering;

/// <summary>Reads the GIF files that are written here, by the format's description: every picture as it is shown.</summary>
internal static class ReadGif
{
    /// <summary>The pictures, red in the lowest byte of each pixel, and the hundredths of a second that each is shown.</summary>
    public static List<(uint[] Pixels, int Delay)> Frames(byte[] file)
    {
        Assert.Equal("GIF89a"u8.ToArray(), file[..6]);
        int width = Number(file, 6), height = Number(file, 8), at = 13, delay = 0, transparent = -1;
        var frames = new List<(uint[], int)>();
        var shown = new uint[width * height];
        while (file[at] != 0x3b)
        {
            if (file[at] == 0x21)
            {
                if (file[at + 1] == 0xf9) (delay, transparent) = (Number(file, at + 4), (file[at + 3] & 1) != 0 ? file[at + 6] : -1);
                at += 2;
                while (file[at] != 0) at += file[at] + 1;
                at++;
                continue;
            }

            Assert.Equal(0x2c, file[at]);
            int x = Number(file, at + 1), y = Number(file, at + 3), w = Number(file, at + 5), h = Number(file, at + 7);
            int table = at + 10, data = table + (3 * 256);
            List<byte> indices = Expand(file, ref data, w * h);
            for (int i = 0; i < w * h; i++)
            {
                if (indices[i] == transparent) continue;
                int color = table + (3 * indices[i]);
                shown[((y + (i / w)) * width) + x + (i % w)] = file[color] | ((uint)file[color + 1] << 8) | ((uint)file[color + 2] << 16) | 0xff000000;
            }

            frames.Add(([.. shown], delay));
            at = data;
        }

        Assert.Equal(file.Length, at + 1);
        return frames;
    }

    private static int Number(byte[] file, int at) => file[at] | (file[at + 1] << 8);

    private static List<byte> Expand(byte[] file, ref int at, int count)
    {
        int least = file[at++], clear = 1 << least, width = least + 1, bit = 0;
        var bytes = new List<byte>();
        for (; file[at] != 0; at += file[at] + 1) bytes.AddRange(file[(at + 1)..(at + 1 + file[at])]);
        at++;
        var pixels = new List<byte>();
        List<byte[]> rows = [];
        byte[]? last = null;
        while (true)
        {
            int code = 0;
            for (int i = 0; i < width; i++, bit++) code |= ((bytes[bit / 8] >> (bit % 8)) & 1) << i;
            if (code == clear + 1) break;
            if (code == clear)
            {
                rows = [.. Enumerable.Range(0, clear).Select(value => new[] { (byte)value }), [], []];
                (width, last) = (least + 1, null);
                continue;
            }

            byte[] row = code < rows.Count ? rows[code] : [.. last!, last![0]];
            if (last is not null && rows.Count < 4096) rows.Add([.. last, row[0]]);
            if (rows.Count == 1 << width && width < 12) width++;
            pixels.AddRange(row);
            last = row;
        }

        Assert.Equal(count, pixels.Count);
        return pixels;
    }
}
