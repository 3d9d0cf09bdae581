namespace Bellman.Agents.Tests;

/// <summary>The kinds of worlds that agents are tried in; <see cref="LessonWorlds"/> makes them.</summary>
internal enum LessonWorld
{
    /// <summary>Marks as rows of numbers, to be named by a discrete action.</summary>
    Marks,

    /// <summary>Numbered marks, to be named by a discrete action.</summary>
    NumberedMarks,

    /// <summary>Marks as pixels of a picture, to be named by a discrete action.</summary>
    Pictures,

    /// <summary>Marks as rows of numbers, to be named by several discrete actions at once.</summary>
    SeveralMarks,

    /// <summary>Lights as rows of numbers, each with a switch that has to stand alike.</summary>
    Switches,

    /// <summary>A point of the plane, to be aimed at with two numbers.</summary>
    Aim,
}
