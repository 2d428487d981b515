/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
/**
 * In which order the pending jobs are looked at, and by which {@link
 * io.weft.placement.order.Discipline} they are queued. A pass does not walk them one by one: {@link
 * io.weft.placement.order.PendingClasses} keeps those apart that are not alike and finds, among
 * those that are, the first after some place that ends in time; so a pass costs what the classes
 * cost, not what the queue is long.
 */
package io.weft.placement.order;
