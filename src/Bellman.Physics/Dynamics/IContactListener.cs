namespace Bellman.Physics;

/// <summary>Told when fixtures begin and cease to touch. Called within a step, where the world must not be changed, and while a body is destroyed.</summary>
public interface IContactListener
{
    /// <summary>Two fixtures began to touch.</summary>
    /// <param name="contact">The contact; valid during the call.</param>
    void BeginContact(Contact contact);

    /// <summary>Two fixtures ceased to touch.</summary>
    /// <param name="contact">The contact; valid during the call.</param>
    void EndContact(Contact contact);
}
