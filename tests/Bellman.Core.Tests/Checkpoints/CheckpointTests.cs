using Bellman.Numerics;

namespace Bellman.Core.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bellman-core-").FullName;

    private string FilePath => Path.Combine(_folder, "inner", "a.bellman");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("checkpoint", "this checkpoint was written when they held no model that could act alone: `train --resume` writes one that does.")]
    [InlineData("sweep", "it is a sweep file, not a model or checkpoint file.")]
    public void ModelFile_WithoutAModel_SaysSo(string kind, string message)
    {
        CheckpointWriter.WriteFile(FilePath, kind, writer => writer.Write("agent_name", "dqn"));
        Assert.Equal($"{FilePath}: {message}", Assert.Throws<CheckpointFormatException>(() => ModelFile.Open(FilePath)).Message);
    }

    [Fact]
    public void Read_OfEachType_IsWhatWasWritten()
    {
        var rng = new Pcg64(4);
        rng.NextUInt32();
        byte[] bytes = InMemory.Write(writer =>
        {
            writer.Write("boolean", true);
            writer.Write("int", -5);
            writer.Write("long", long.MinValue);
            writer.Write("ulong", ulong.MaxValue);
            writer.Write("float", float.NegativeInfinity);
            writer.Write("double", Math.PI);
            writer.Write("text", "Ποιος;");
            writer.Write("rng", rng);
            using (writer.Section("a"))
            {
                using (writer.Section("b"))
                    writer.Write("floats", [1f, 2f]);
                writer.Write("ints", [3, 4, 5]);
            }

            writer.Write("doubles", Array.Empty<double>());
        });
        CheckpointReader reader = InMemory.Read(bytes);
        Assert.True(reader.ReadBoolean("boolean"));
        Assert.Equal(-5, reader.ReadInt32("int"));
        Assert.Equal(long.MinValue, reader.ReadInt64("long"));
        Assert.Equal(ulong.MaxValue, reader.ReadUInt64("ulong"));
        Assert.Equal(float.NegativeInfinity, reader.ReadSingle("float"));
        Assert.Equal(Math.PI, reader.ReadDouble("double"));
        Assert.Equal("Ποιος;", reader.ReadText("text"));
        var read = new Pcg64(0);
        reader.Read("rng", read);
        Assert.Equal(rng.State, read.State);
        Assert.Equal([1f, 2f], reader.ReadSingles("a/b/floats"));
        int[] ints = new int[3];
        using (reader.Section("a"))
        {
            Assert.True(reader.Contains("ints"));
            reader.Read("ints", ints.AsSpan());
        }

        Assert.Equal([3, 4, 5], ints);
        Assert.False(reader.Contains("ints"));
        Assert.Empty(reader.ReadDoubles("doubles"));
    }

    [Fact]
    public void Read_OfAWrongEntry_NamesFileAndEntry()
    {
        CheckpointReader reader = InMemory.Read(InMemory.Write(writer => writer.Write("ints", [1, 2])));
        foreach (Action read in new Action[]
            { () => reader.ReadInt32("other"), () => reader.ReadSingles("ints"), () => reader.ReadInt32("ints"), () => reader.Read("ints", new int[3]) })
        {
            string message = Assert.Throws<CheckpointFormatException>(read).Message;
            Assert.Contains("memory", message, StringComparison.Ordinal);
            Assert.Matches("ints|other", message);
        }
    }

    [Fact]
    public void Parse_AnyByteChanged_IsRecognised()
    {
        byte[] bytes = InMemory.Write(writer => writer.Write("value", 1234));
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 0x10;
            Assert.Throws<CheckpointFormatException>(() => InMemory.Read(damaged));
        }
    }

    [Fact]
    public void Parse_AnyLengthCutOff_IsRecognised()
    {
        byte[] bytes = InMemory.Write(writer => writer.Write("value", 1234));
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<CheckpointFormatException>(() => InMemory.Read(bytes[..length]));
    }

    [Fact]
    public void Parse_AnotherKind_IsRefused() =>
        Assert.Throws<CheckpointFormatException>(() => CheckpointReader.Parse(InMemory.Write(_ => { }), "model", "memory"));

    [Fact]
    public void WriteFile_ThatFails_LeavesTheFormerFile()
    {
        CheckpointWriter.WriteFile(FilePath, "test", writer => writer.Write("value", 1));
        Assert.Throws<IOException>(() => CheckpointWriter.WriteFile(FilePath, "test", writer =>
        {
            writer.Write("value", 2);
            throw new IOException("The disk is full.");
        }));
        Assert.Equal(1, CheckpointReader.Open(FilePath, "test").ReadInt32("value"));
        Assert.Equal([FilePath], Directory.GetFiles(Path.GetDirectoryName(FilePath)!));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void WriteStream_AtTheLargestSize_IsWrittenAndBeyondItRefused(int more, bool fits)
    {
        Action<CheckpointWriter> write = writer => writer.Write("values", new float[100]);
        using var stream = new MemoryStream();
        int size = InMemory.Write(write).Length;
        Exception? exception = Record.Exception(() => CheckpointWriter.WriteStream(stream, "test", write, size + more));
        Assert.Equal(fits, exception is null);
        if (fits) Assert.Equal(size, stream.Length);
        else Assert.Contains("larger than 2 GB", Assert.IsType<IOException>(exception).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnImpossibleGenerator_NamesFileAndEntry()
    {
        byte[] state = new byte[Pcg64.StateBytes];
        CheckpointReader reader = InMemory.Read(InMemory.Write(writer => writer.Write("rng", state)));
        string message = Assert.Throws<CheckpointFormatException>(() => reader.Read("rng", new Pcg64(1))).Message;
        Assert.Equal("memory: its entry 'rng' is not the state of a generator.", message);
    }

    [Fact]
    public void WriteFile_SameEntries_GivesTheSameBytes()
    {
        CheckpointWriter.WriteFile(FilePath, "test", writer => writer.Write("value", 1));
        Assert.Equal(InMemory.Write(writer => writer.Write("value", 1)), File.ReadAllBytes(FilePath));
    }
}
