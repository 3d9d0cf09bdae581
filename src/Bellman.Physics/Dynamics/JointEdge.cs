namespace Bellman.Physics;

/// <summary>A joint as one of its two bodies sees it: an entry of the body's list of joints, the latest first.</summary>
internal sealed class JointEdge(RevoluteJoint joint)
{
    public readonly RevoluteJoint Joint = joint;
    public Body? Other;
    public JointEdge? Next;

    public void Attach(Body owner, Body other)
    {
        Other = other;
        Next = owner.Joints;
        owner.Joints = this;
    }

    public void Detach(Body owner)
    {
        if (owner.Joints == this)
        {
            owner.Joints = Next;
        }
        else
        {
            JointEdge? previous = owner.Joints;
            while (previous!.Next != this) previous = previous.Next;
            previous.Next = Next;
        }
        Other = null;
        Next = null;
    }
}
