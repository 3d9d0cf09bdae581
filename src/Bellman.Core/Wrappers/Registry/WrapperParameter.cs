namespace Bellman.Core;

/// <summary>An argument that a registered wrapper takes.</summary>
/// <param name="Name">Its name, in snake_case as in options.</param>
/// <param name="Type">What it takes: a number, a switch, a name, a text, or a list of them.</param>
/// <param name="IsRequired">Whether it has to be given.</param>
/// <param name="Default">The value where it is not given.</param>
public sealed record WrapperParameter(string Name, Type Type, bool IsRequired, object? Default);
