namespace Bellman.Core.Tests;

/// <summary>Checkpoints that never touch a disk.</summary>
internal static class InMemory
{
    public static byte[] Write(Action<CheckpointWriter> write)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", write);
        return stream.ToArray();
    }

    public static CheckpointReader Read(byte[] bytes) => CheckpointReader.Parse(bytes, "test", "memory");
}
