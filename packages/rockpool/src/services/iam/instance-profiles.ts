import type * as Sdk from "@aws-sdk/client-iam";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { tagList, withoutTags, withTags } from "../tags.js";
import type { InstanceProfileRecord } from "./records.js";
import { describeRole, iamPage } from "./roles.js";
import { alreadyExists, checkedName, checkedPath, deleteConflict, type IamStore, noSuchEntity } from "./store.js";

/** Instance profiles: the wrapping through which EC2 instances take a role. */
export function instanceProfileOperations(store: IamStore) {
  return {
    CreateInstanceProfile(
      _call: CallContext,
      input: Sdk.CreateInstanceProfileRequest,
    ): Sdk.CreateInstanceProfileResponse {
      const name = checkedName(input.InstanceProfileName, "instanceProfileName", 128);
      if (store.findProfile(name) !== undefined) throw alreadyExists(`Instance Profile ${name} already exists.`);
      const profile: InstanceProfileRecord = {
        name,
        id: store.newId("AIPA"),
        path: checkedPath(input.Path),
        createDate: store.environment.clock.now(),
        roles: [],
        tags: withTags({}, input.Tags),
      };
      store.putProfile(profile);
      return { InstanceProfile: describeProfile(store, profile) };
    },

    GetInstanceProfile(_call: CallContext, input: Sdk.GetInstanceProfileRequest): Sdk.GetInstanceProfileResponse {
      return { InstanceProfile: describeProfile(store, store.profile(input.InstanceProfileName)) };
    },

    ListInstanceProfiles(_call: CallContext, input: Sdk.ListInstanceProfilesRequest): Sdk.ListInstanceProfilesResponse {
      const profiles = store.profiles().filter((profile) => profile.path.startsWith(input.PathPrefix ?? "/"));
      return profilePage(store, profiles, input);
    },

    ListInstanceProfilesForRole(
      _call: CallContext,
      input: Sdk.ListInstanceProfilesForRoleRequest,
    ): Sdk.ListInstanceProfilesForRoleResponse {
      const role = store.role(input.RoleName);
      const profiles = store.profiles().filter((profile) => profile.roles.includes(role.name));
      return profilePage(store, profiles, input);
    },

    DeleteInstanceProfile(_call: CallContext, input: Sdk.DeleteInstanceProfileRequest): void {
      const profile = store.profile(input.InstanceProfileName);
      if (profile.roles.length > 0) {
        throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
      }
      store.deleteProfile(profile.name);
    },

    AddRoleToInstanceProfile(_call: CallContext, input: Sdk.AddRoleToInstanceProfileRequest): void {
      const profile = store.profile(input.InstanceProfileName);
      const role = store.role(input.RoleName);
      if (profile.roles.length > 0) {
        throw new AwsError("LimitExceededException", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
      }
      store.putProfile({ ...profile, roles: [role.name] });
    },

    RemoveRoleFromInstanceProfile(_call: CallContext, input: Sdk.RemoveRoleFromInstanceProfileRequest): void {
      const profile = store.profile(input.InstanceProfileName);
      const name = checkedName(input.RoleName, "roleName", 64);
      if (!profile.roles.includes(name)) throw noSuchEntity(`The role with name ${name} cannot be found.`);
      store.putProfile({ ...profile, roles: profile.roles.filter((role) => role !== name) });
    },

    TagInstanceProfile(_call: CallContext, input: Sdk.TagInstanceProfileRequest): void {
      const profile = store.profile(input.InstanceProfileName);
      store.putProfile({ ...profile, tags: withTags(profile.tags, input.Tags) });
    },

    UntagInstanceProfile(_call: CallContext, input: Sdk.UntagInstanceProfileRequest): void {
      const profile = store.profile(input.InstanceProfileName);
      store.putProfile({ ...profile, tags: withoutTags(profile.tags, input.TagKeys ?? []) });
    },
  };
}

function profilePage(
  store: IamStore,
  profiles: readonly InstanceProfileRecord[],
  request: { Marker?: string | undefined; MaxItems?: number | undefined },
) {
  const { items, next } = iamPage(profiles, (profile) => profile.name, request);
  return {
    InstanceProfiles: items.map((profile) => describeProfile(store, profile)),
    IsTruncated: next !== undefined,
    Marker: next,
  };
}

function describeProfile(store: IamStore, profile: InstanceProfileRecord): Sdk.InstanceProfile {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: store.arn("instance-profile", profile.path, profile.name),
    CreateDate: new Date(profile.createDate),
    Roles: profile.roles.map((name) => describeRole(store, store.role(name))),
    Tags: tagList(profile.tags),
  };
}
