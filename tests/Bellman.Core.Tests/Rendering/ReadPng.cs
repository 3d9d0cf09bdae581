using System.Buffers.Binary;
using System.IO.Compression;

namespace Bellman.Core.Tests.Rendering;

/// <summary>Reads the PNG files that are written here, moving ones too, by the format's description: every picture as it is shown.</summary>
internal static class ReadPng
{
    /// <summary>The pictures, red in the lowest byte of each pixel, and the seconds that each is shown.</summary>
    public static List<(uint[] Pixels, double Seconds)> Frames(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], file[..8]);
        var frames = new List<(uint[], double)>();
        uint[] shown = [];
        int width = 0, height = 0, channels = 0, declared = 1;
        uint sequence = 0;
        (int X, int Y, int W, int H, double Seconds) area = default;
        foreach ((string name, byte[] data) in Chunks(file))
        {
            switch (name)
            {
                case "IHDR":
                    (width, height, channels) = (Number(data, 0), Number(data, 4), data[9] == 6 ? 4 : 3);
                    (shown, area) = (new uint[width * height], (0, 0, width, height, 0));
                    break;
                case "acTL": declared = Number(data, 0); break;
                case "fcTL":
                    Assert.Equal(sequence++, (uint)Number(data, 0));
                    area = (Number(data, 12), Number(data, 16), Number(data, 4), Number(data, 8), (double)Short(data, 20) / Short(data, 22));
                    break;
                case "IDAT" or "fdAT":
                    if (name == "fdAT") Assert.Equal(sequence++, (uint)Number(data, 0));
                    Show(name == "fdAT" ? data[4..] : data);
                    frames.Add(([.. shown], area.Seconds));
                    break;
                default: Assert.Equal("IEND", name); break;
            }
        }

        Assert.Equal(declared, frames.Count);
        return frames;

        void Show(byte[] compressed)
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
            using var rows = new MemoryStream();
            zlib.CopyTo(rows);
            byte[] bytes = rows.ToArray();
            int stride = (channels * area.W) + 1;
            Assert.Equal(stride * area.H, bytes.Length);
            for (int y = 0; y < area.H; y++)
            {
                int at = y * stride;
                Assert.True(bytes[at] is 0 or 2);
                if (bytes[at] == 2 && y > 0)
                {
                    for (int i = 1; i < stride; i++) bytes[at + i] += bytes[at - stride + i];
                }

                for (int x = 0; x < area.W; x++)
                {
                    int pixel = at + 1 + (channels * x);
                    if (channels == 4 && bytes[pixel + 3] == 0) continue;
                    shown[((area.Y + y) * width) + area.X + x] = bytes[pixel] | ((uint)bytes[pixel + 1] << 8) | ((uint)bytes[pixel + 2] << 16) | 0xff000000;
                }
            }
        }
    }

    private static IEnumerable<(string Name, byte[] Data)> Chunks(byte[] file)
    {
        for (int at = 8; at < file.Length; at += Number(file, at) + 12)
        {
            int length = Number(file, at);
            uint sum = uint.MaxValue;
            foreach (byte value in file.AsSpan(at + 4, length + 4))
            {
                sum ^= value;
                for (int bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xedb88320 : sum >> 1;
            }

            Assert.Equal(~sum, (uint)Number(file, at + 8 + length));
            yield return (System.Text.Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]);
        }
    }

    private static int Number(byte[] data, int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));

    private static int Short(byte[] data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
}
