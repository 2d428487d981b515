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
 * Which nodes and which cores. A {@link io.weft.placement.select.Demand} says what a job asks for,
 * a {@link io.weft.placement.select.NodeIndex} finds nodes for it and answers with a {@link
 * io.weft.placement.select.NodeChoice}, a {@link io.weft.placement.select.Selector} turns that into
 * a proposal, core by core. The selector knows what is preferred, the index knows how to find it
 * fast; either can be replaced without the other.
 */
package io.weft.placement.select;
