import { templateError } from "../errors.js";
import { UNKNOWN } from "../model.js";
import { cidrBlocks } from "./cidr.js";
import { type IntrinsicFunction, requireText, textOf } from "./evaluation.js";

const SELECT = "Fn::Select requires a list argument with two elements: an integer index and a list";
const CIDR =
  "every Fn::Cidr object requires two or three parameters, (1) an IP address block, (2) a count from 1 to 256 and (3) the number of host bits";

const select: IntrinsicFunction = (argument, { evaluate }) => {
  if (!Array.isArray(argument) || argument.length !== 2) throw templateError(SELECT);
  const [position = null, source = null] = argument;
  const index = textOf(evaluate(position));
  const list = evaluate(source);
  if (index === UNKNOWN || list === UNKNOWN) return UNKNOWN;
  if (index === undefined || !/^-?\d+$/.test(index) || !Array.isArray(list)) throw templateError(SELECT);
  const value = list[Number(index)];
  if (value === undefined || value === null)
    throw templateError(`Fn::Select cannot select nonexistent value at index ${index}`);
  return value;
};

const cidr: IntrinsicFunction = (argument, { evaluate }) => {
  if (!Array.isArray(argument) || argument.length < 2 || argument.length > 3) throw templateError(CIDR);
  const [block = "", count = "", hostBits] = argument.map((item) => requireText(evaluate(item), CIDR));
  if ([block, count, hostBits].includes(UNKNOWN)) return UNKNOWN;
  const number = Number(count);
  if (!Number.isInteger(number) || number < 1 || number > 256) throw templateError(CIDR);
  // Without the third parameter a block of IPv4 is cut into /24, one of IPv6 into /64.
  const bits = hostBits === undefined ? (block.includes(":") ? 64 : 8) : Number(hostBits);
  const blocks = Number.isInteger(bits) ? cidrBlocks(block, number, bits) : undefined;
  if (blocks === undefined)
    throw templateError(`Fn::Cidr cannot make ${count} blocks with ${bits} host bits out of ${block}`);
  return blocks;
};

const getAZs: IntrinsicFunction = (argument, { scope, evaluate }) => {
  const region = requireText(evaluate(argument), "every Fn::GetAZs object must have a String-typed value.");
  return region === UNKNOWN ? UNKNOWN : [...scope.availabilityZones(region === "" ? scope.pseudo.region : region)];
};

const length: IntrinsicFunction = (argument, { evaluate }) => {
  const list = evaluate(argument);
  if (list === UNKNOWN) return UNKNOWN;
  if (!Array.isArray(list))
    throw templateError("every Fn::Length object must have a list or a function that returns a list as its value.");
  return list.length;
};

export const LIST_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  "Fn::Select": select,
  "Fn::Cidr": cidr,
  "Fn::GetAZs": getAZs,
  "Fn::Length": length,
};
